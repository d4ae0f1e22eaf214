"""The page of one person, organization or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup, escape

from generator.collate import Appearance, Dossier
from generator.contents import Contents
from generator.model import Mention, Page
from generator.render.edition import FOLDERS, HIDDEN, Edition, address
from generator.render.feeds import feed_stem
from generator.render.occurrence import line
from generator.render.proof import on_timeline, page_name, pager
from generator.render.source import marked
from generator.render.voices import said_line
from generator.vocabulary import GazetteerEntry

_PER_PAGE = 100
_MOST_EVENTS, _MOST_SAID, _MOST_COMPANIONS = 30, 30, 12


def entity_pages(edition: Edition, contents: Contents, dossier: Dossier) -> Iterator[Page]:
    """Yield an entity's pages: who or what it is, and every sentence that names it, by briefing.

    One page for most; an entity of very many texts continues on further ones.
    """
    pages = [
        dossier.appearances[start : start + _PER_PAGE]
        for start in range(0, len(dossier.appearances), _PER_PAGE)
    ]
    for number, appearances in enumerate(pages, 1):
        yield _page(edition, contents, dossier, appearances, (number, len(pages)))


def _page(
    edition: Edition,
    contents: Contents,
    dossier: Dossier,
    appearances: Sequence[Appearance],
    place: tuple[int, int],
) -> Page:
    number, count = place
    first = number == 1
    entry = edition.lexicon.entries.get(dossier.id)
    folder = FOLDERS[dossier.type]
    front = {
        "title": str(dossier.name.get(edition.lang) or next(iter(dossier.name.values()))),
        "id": dossier.id,
        "type": str(dossier.type),
        "names": dict(dossier.name),
        "briefings": len(dossier.appearances),
        "mentions": dossier.mention_count,
        "hide": list(HIDDEN),
    }
    return edition.page(
        f"{folder}/{page_name(dossier.id, number)}.md",
        "entity.md.j2",
        front,
        name=edition.name(dossier.name),
        section=edition.labels["sections"][folder],
        who=_who(edition, entry),
        within=edition.entry_name(entry.within) if entry and entry.within else "",
        counted=_counted(edition, dossier),
        names=[
            {"lang": lang, "dir": edition.direction(lang), "name": escape(name)}
            for lang, name in dossier.name.items()
        ],
        name_sources=_sources(edition, entry),
        look_up=_look_up(entry),
        romanised=dossier.appearances[0].entity.romanised,
        terms=list(_terms(edition, entry)),
        groups=[_group(edition, appearance) for appearance in appearances],
        span=_span(edition, dossier),
        feed=address(feed_stem(dossier)),
        events=list(_events(edition, contents, dossier.id)) if first else [],
        said=list(_said(edition, contents, dossier.id)) if first else [],
        companions=list(_companions(edition, contents, dossier.id)) if first else [],
        pager=list(pager(edition, dossier.id, number, count)),
    )


def _span(edition: Edition, dossier: Dossier) -> str:
    """Return when the first and the latest text that name an entity were published."""
    days = sorted(edtf for a in dossier.appearances if (edtf := a.briefing.published.edtf))
    if not days:
        return ""
    words = edition.labels["entity"]
    first, last = edition.date(days[0]), edition.date(days[-1])
    if first == last:
        return str(words["once"]).format(first=first)
    return str(words["first_and_latest"]).format(first=first, last=last)


def _events(edition: Edition, contents: Contents, id_: str) -> Iterator[dict[str, object]]:
    """Yield the events at a place, or that an entity takes part in, with the way to them."""
    for occurrence in contents.events_of.get(id_, ())[:_MOST_EVENTS]:
        shown = line(edition, occurrence, contents.confirmed, "../")
        yield {**shown, "href": on_timeline(contents, occurrence, "../timeline/")}


def _said(edition: Edition, contents: Contents, id_: str) -> Iterator[dict[str, object]]:
    for voice in contents.collections.voices:
        if voice.speaker == id_:
            yield from (said_line(edition, said, "../") for said in voice.said[:_MOST_SAID])


def _companions(edition: Edition, contents: Contents, id_: str) -> Iterator[dict[str, object]]:
    """Yield who and what is named in the same sentences most often."""
    for other, count in contents.companions.get(id_, ())[:_MOST_COMPANIONS]:
        dossier = contents.dossiers[other]
        href = address(f"../{FOLDERS[dossier.type]}/{other}.html")
        yield {"href": href, "name": edition.name(dossier.name), "count": count}


def _who(edition: Edition, entry: GazetteerEntry | None) -> str:
    """Return a line on who or what it is: the latest office held, else the kind."""
    if entry is None:
        return str(edition.labels["entity"]["unlisted"])
    terms = list(_terms(edition, entry))
    return terms[-1]["words"] if terms else str(edition.labels["kinds"][entry.kind])


def _counted(edition: Edition, dossier: Dossier) -> str:
    words = edition.labels["entity"]
    if dossier.mention_count == 1:
        return str(words["mention_one"])
    briefings = len(dossier.appearances)
    form = words["mention_count"] if briefings > 1 else words["mentions_one_briefing"]
    return str(form).format(count=dossier.mention_count, briefings=briefings)


def _sources(edition: Edition, entry: GazetteerEntry | None) -> str:
    if entry is None:
        return ""
    return str(edition.labels["entity"]["name_sources"]).format(source=entry.source)


def _look_up(entry: GazetteerEntry | None) -> Markup:
    """Return an address where a reader can check an entry's names, "" for one of no list."""
    name = quote(entry.name["en"]) if entry else ""
    return escape(f"https://www.wikidata.org/w/index.php?search={name}" if name else "")


def _terms(edition: Edition, entry: GazetteerEntry | None) -> Iterator[dict[str, str]]:
    words = edition.labels["entity"]
    for term in sorted(entry.terms, key=lambda term: term.first) if entry else ():
        form = {
            (True, True): words["term"],
            (True, False): words["term_open"],
            (False, True): words["term_until"],
            (False, False): words["term_only"],
        }[bool(term.first), bool(term.last)]
        said = str(form).format(
            office=edition.lexicon.offices[term.office].name[edition.lang],
            first=edition.date(term.first or None),
            last=edition.date(term.last or None),
        )
        yield {"words": said, "source": term.source}


def _group(edition: Edition, appearance: Appearance) -> dict[str, object]:
    article = appearance.briefing.article
    by_sentence: dict[str, list[Mention]] = {}
    for mention in appearance.entity.mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    return {
        "id": address(article.id),
        "title": edition.title(appearance.briefing),
        "meta": edition.meta(appearance.briefing),
        "sentences": [
            {
                "id": sentence.id,
                "lang": sentence.lang,
                "dir": article.paragraphs[sentence.paragraph].direction,
                "html": marked(article, sentence, by_sentence[sentence.id]),
            }
            for sentence in article.sentences
            if sentence.id in by_sentence
        ],
    }
