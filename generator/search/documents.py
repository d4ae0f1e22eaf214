"""What search finds: every briefing with its sentences, and the pages of what queries name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.compare import Claim
from generator.contents import Contents
from generator.model import Briefing, EntityType
from generator.render import Edition
from generator.render.differences import heading
from generator.render.edition import FOLDERS
from generator.render.finding import month_of
from generator.render.occurrence import when
from generator.render.proof import on_differences, on_timeline

_MOST_ENTRIES = 4
"""How many events, and how many differences, are shown for one name."""
_MOST_PASSAGES = 200
"""Sentences of a part of a briefing."""
_LONGEST_PASSAGE = 2000
"""Characters of a sentence, or of a piece of one that is longer."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: its id on the page, its language, its words without what was removed."""

    id: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing as search knows it.

    `address` is relative to the root of the site; `headline` is in the reader's language, which is
    `read_in`, or "";
    `written` are the day or days of publication in words; `month` is YYYY-MM or "". `told` are
    lines in words by language that the facts say; `concepts` what reading found, of them those
    `in_headline`, the `people` and the `places`; `kinds` are the types of the events it reports;
    `continues`: it is a further part of the document before it.
    """

    address: str
    headline: str
    read_in: str
    original: Passage
    outlet: str
    written: str
    month: str
    lang: str
    on_topic: bool
    passages: tuple[Passage, ...]
    told: tuple[tuple[str, str], ...]
    concepts: tuple[str, ...]
    in_headline: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    kinds: tuple[str, ...]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a place on one, about what a query names: `kind` is the name of its group."""

    kind: str
    label: str
    address: str


def documents(edition: Edition, contents: Contents, folder: str) -> Iterator[Document]:
    """Yield the briefings, those on topic first, the newest first; `folder` ends in a slash.

    A very long one comes in parts, one after the other, so that none is a burden to a browser.
    """
    found = contents.collections.briefings
    for on_topic in (True, False):
        for briefing in found:
            if briefing.on_topic is on_topic:
                yield from _parts(edition, briefing, folder)


def _parts(edition: Edition, briefing: Briefing, folder: str) -> Iterator[Document]:
    """Yield one briefing as search knows it, in one part or in several."""
    whole = _document(edition, briefing, folder)
    if len(whole.passages) <= _MOST_PASSAGES:
        yield whole
        return
    for start in range(0, len(whole.passages), _MOST_PASSAGES):
        passages = whole.passages[start : start + _MOST_PASSAGES]
        here = {passage.id for passage in passages}
        named = [e.id for e in briefing.entities if any(m.sentence in here for m in e.mentions)]
        yield replace(
            whole,
            passages=passages,
            concepts=tuple(named),
            in_headline=() if start else whole.in_headline,
            told=() if start else whole.told,
            continues=start > 0,
        )


def _document(edition: Edition, briefing: Briefing, folder: str) -> Document:
    article = briefing.article
    title = article.title
    words = title.text if title.span is None else article.plain(title.span)
    published = briefing.published.edtf
    return Document(
        address=f"{folder}{article.id}.html",
        headline=edition.translated_title(briefing),
        read_in=edition.lang,
        original=Passage("", title.lang, words),
        outlet=briefing.outlet.name if briefing.outlet else "",
        written=edition.date(published),
        month=month_of(briefing),
        lang=article.lang,
        on_topic=briefing.on_topic,
        passages=tuple(
            Passage(sentence.id, sentence.lang, text)
            for sentence in article.sentences
            for text in _pieces(article.plain(sentence.span))
        ),
        told=tuple(_told(briefing)),
        concepts=tuple(entity.id for entity in briefing.entities),
        in_headline=tuple(_in_headline(briefing)),
        people=_ids(briefing, EntityType.PERSON),
        places=_ids(briefing, EntityType.PLACE),
        kinds=tuple(dict.fromkeys(event.type for event in briefing.events)),
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield a sentence, in pieces where it is longer than any sentence should be."""
    while len(text) > _LONGEST_PASSAGE:
        cut = text.rfind(" ", 0, _LONGEST_PASSAGE) + 1 or _LONGEST_PASSAGE
        yield text[:cut]
        text = text[cut:]
    yield text


def _ids(briefing: Briefing, type_: EntityType) -> tuple[str, ...]:
    return tuple(entity.id for entity in briefing.entities if entity.type == type_)


def _in_headline(briefing: Briefing) -> Iterator[str]:
    """Yield the entities that the headline names."""
    span = briefing.article.title.span
    for entity in briefing.entities:
        if span and any(span.holds(mention.span) for mention in entity.mentions):
            yield entity.id


def _told(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Yield what the facts say in words: headlines made of them, glosses, names, summaries."""
    yield from briefing.titles.items()
    for gloss in briefing.glosses:
        yield from gloss.text.items()
    for entity in briefing.entities:
        yield from entity.name.items()
    for lang, lines in briefing.article.sidecar.summary.items():
        yield from ((lang, line.text) for line in lines)


def entries(edition: Edition, contents: Contents, folder: str) -> dict[str, list[Entry]]:
    """Return by concept the pages about it: its own, events with it, differences about it."""
    found: dict[str, list[Entry]] = {}
    for dossier in contents.collections.dossiers:
        address = f"{folder}{FOLDERS[dossier.type]}/{dossier.id}.html"
        label = dossier.name.get(edition.lang) or next(iter(dossier.name.values()))
        about = [Entry(FOLDERS[dossier.type], label, address)]
        for occurrence in contents.events_of.get(dossier.id, ())[:_MOST_ENTRIES]:
            event = str(edition.labels["events"][occurrence.type])
            place = str(on_timeline(contents, occurrence, f"{folder}timeline/"))
            about.append(Entry("timeline", f"{event} · {when(edition, occurrence)}", place))
        found[dossier.id] = about
    for difference in contents.differences:
        place = str(on_differences(contents, difference, f"{folder}differences/"))
        entry = Entry("differences", heading(edition, difference), place)
        subjects = {difference.subject, f"office:{difference.subject}"}
        for id_ in sorted(subjects.union(*map(_sides, difference.claims))):
            about = found.setdefault(id_, [])
            if sum(item.kind == entry.kind for item in about) < _MOST_ENTRIES:
                about.append(entry)
    return found


def _sides(claim: Claim) -> Iterator[str]:
    if claim.entity:
        yield claim.entity
    if claim.occurrence:
        yield from claim.occurrence.where
