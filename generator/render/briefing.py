"""The page of one briefing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.collate import Collections
from generator.collate.narrowing import Narrowed
from generator.collate.passages import Passage
from generator.collate.related import Relation
from generator.model import (
    Article,
    Basis,
    Briefing,
    EntityType,
    Page,
    Removal,
    Sentence,
    reaching_into,
)
from generator.render.edition import FOLDERS, HIDDEN, Edition, address, printable
from generator.render.facts import dates_of, events_of, figures_of, statements_of
from generator.render.literal import quotation, stand_in
from generator.render.source import linked, mentions_by_sentence

_WORDS_A_MINUTE = 200
_LONGEST_DESCRIPTION = 160
_MOST_STAND_INS = 32
_MOST_BESIDE = 2000
_LONGEST_PARAGRAPH, _PART = 20_000, 2_000


def briefing_page(edition: Edition, briefing: Briefing, collections: Collections) -> Page:
    """Return the page of a briefing: what it is, what it names, the source, where it comes from."""
    id_ = briefing.article.id
    related = collections.related[id_]
    narrowed = collections.published_narrowed.get(id_)
    article, sidecar = briefing.article, briefing.article.sidecar
    return edition.page(
        f"{article.id}.md",
        "briefing.md.j2",
        _front_matter(edition, briefing),
        id=address(article.id),
        translated=edition.translated_title(briefing),
        composed=edition.is_composed(briefing),
        original=edition.original_title(article),
        published={
            "words": edition.date(briefing.published.edtf),
            "basis": str(briefing.published.basis),
            "rule": briefing.published.rule,
            "evidence": briefing.published.evidence,
            "reasons": list(_reasons(edition, briefing)),
            "narrowed": _narrowed(edition, narrowed) if narrowed else None,
        },
        outlet=_outlet(edition, briefing),
        origins=[_link(edition, id_) for id_ in briefing.origins],
        languages=edition.languages(article.langs),
        reading=_reading_time(edition, article),
        url=escape(sidecar.url),
        url_host=urlsplit(sidecar.url).hostname or "",
        licence=sidecar.licence,
        notes=sidecar.notes,
        on_topic=briefing.on_topic,
        read=_is_read(edition, article),
        events=list(events_of(edition, briefing)),
        statements=list(statements_of(edition, briefing)),
        editors_summary=_editors_summary(edition, article),
        summary=_key_sentences(briefing),
        entity_sections=_entity_sections(edition, briefing),
        dates=list(dates_of(edition, briefing)),
        figures=list(figures_of(edition, briefing)),
        related=[_related(edition, relation) for relation in related],
        passages=[_passage(edition, p) for p in collections.passages.get(id_, ())],
        paragraphs=_paragraphs(briefing),
        removed=[_removal(edition, article, removal) for removal in article.removed],
        removed_summary=_removed_summary(edition, article),
        repairs=_repairs(edition, article),
        rules=_rules(briefing),
        seed={
            "path": printable(article.seed.path),
            "sha256": article.seed.sha256,
            "encoding": article.seed.encoding,
        },
    )


def _front_matter(edition: Edition, briefing: Briefing) -> dict[str, object]:
    """Return the record's main fields in the order that `docs/developers/index.md` documents."""
    article = briefing.article
    ids: dict[EntityType, list[str]] = {type_: [] for type_ in FOLDERS}
    for entity in briefing.entities:
        ids[entity.type].append(entity.id)
    original = article.title.text
    if article.title.span is not None:
        original = article.plain(article.title.span)
    title = edition.translated_title(briefing) or original
    return {
        "title": title,
        "original_title": original,
        "description": title[:_LONGEST_DESCRIPTION],
        "id": article.id,
        "seed": printable(article.seed.path),
        "sha256": article.seed.sha256,
        "encoding": article.seed.encoding,
        "lang": article.lang,
        "langs": list(article.langs),
        "title_basis": str(article.title.basis),
        "outlet": briefing.outlet.name if briefing.outlet else None,
        "origins": list(briefing.origins),
        "published": briefing.published.edtf,
        "published_basis": str(briefing.published.basis),
        "on_topic": briefing.on_topic,
        **{FOLDERS[type_]: named for type_, named in ids.items()},
        "dates": sorted({date.edtf for date in briefing.dates}),
        "hide": list(HIDDEN),
    }


def _outlet(edition: Edition, briefing: Briefing) -> dict[str, object] | None:
    outlet = briefing.outlet
    if outlet is None:
        return None
    named = any(entity.id == outlet.id for entity in briefing.entities)
    href = _link(edition, outlet.id)["href"] if outlet.id and named else ""
    inferred = outlet.basis == Basis.INFERRED
    return {
        "href": href,
        "name": outlet.name,
        "basis": str(outlet.basis),
        "rule": "origins:opening" if inferred else "",
        "evidence": (briefing.article.sentences[0].id,) if inferred else (),
    }


def _link(edition: Edition, entity_id: str) -> dict[str, object]:
    entry = edition.lexicon.entries[entity_id]
    return {
        "href": address(f"{FOLDERS[entry.type]}/{entry.id}.html"),
        "name": edition.name(entry.name),
    }


def _reasons(edition: Edition, briefing: Briefing) -> Iterator[dict[str, str]]:
    """Yield why the publication date is what it is: each rule in words, and its sentence."""
    words = edition.labels["rules"]
    for rule, sentence in briefing.published.reasons:
        # Rules that stand on one event or office end in its id.
        known = max((key for key in words if rule.startswith(key)), key=len, default="")
        yield {"words": str(words[known]) if known else rule, "sentence": sentence}


def _narrowed(edition: Edition, narrowed: Narrowed) -> dict[str, object]:
    """Return the narrower date that another briefing gives, and where it does."""
    other = narrowed.passage.other
    words = str(edition.labels["briefing"]["narrowed"]).format(date=edition.date(narrowed.edtf))
    href = f"{other.article.id}.html#{narrowed.passage.other_sentence.id}"
    return {"words": words, "href": address(href), "title": edition.title(other)}


def _passage(edition: Edition, passage: Passage) -> dict[str, object]:
    href = f"{passage.other.article.id}.html#{passage.other_sentence.id}"
    return {
        "here": passage.sentence.id,
        "there": address(href),
        "title": edition.title(passage.other),
    }


def _is_read(edition: Edition, article: Article) -> bool:
    """Tell whether facts are read in the main language of a text."""
    language = edition.lexicon.languages.get(article.lang)
    return language is not None and bool(language.events.types)


def _reading_time(edition: Edition, article: Article) -> str:
    words = sum(len(sentence.span.of(article.text).split()) for sentence in article.sentences)
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    return str(edition.labels["strip"]["minutes"]).format(count=minutes)


def _editors_summary(edition: Edition, article: Article) -> list[dict[str, object]]:
    number = {sentence.id: index + 1 for index, sentence in enumerate(article.sentences)}
    label = str(edition.labels["briefing"]["sentence"])
    return [
        {
            "text": line.text,
            "cites": [{"id": id_, "label": label.format(number=number[id_])} for id_ in line.cites],
        }
        for line in article.sidecar.summary.get(edition.lang, ())
    ]


def _key_sentences(briefing: Briefing) -> list[dict[str, object]]:
    article = briefing.article
    return [
        {
            "id": sentence.id,
            "lang": sentence.lang,
            "dir": article.paragraphs[sentence.paragraph].direction,
            "html": quotation(article.text, sentence.span, article.removed),
        }
        for sentence in article.sentences
        if sentence.id in briefing.summary
    ]


def _entity_sections(edition: Edition, briefing: Briefing) -> Iterator[dict[str, object]]:
    # Browsers lay out a grid several times over; a text as long as a book would stall them.
    rail = " .rail" if len(briefing.article.sentences) <= _MOST_BESIDE else ""
    for type_, folder in FOLDERS.items():
        entities = [entity for entity in briefing.entities if entity.type == type_]
        entities.sort(key=lambda entity: (-len(entity.mentions), entity.mentions[0].span))
        yield {
            "label": edition.labels["sections"][folder],
            "attributes": Markup(f"{{#{folder}{rail}}}"),  # noqa: S704 - our own words
            "entities": [
                {
                    "name": edition.name(entity.name),
                    "path": address(f"{folder}/{entity.id}.md"),
                    "count": len(entity.mentions),
                    "known": entity.known,
                }
                for entity in entities
            ],
        }


def _related(edition: Edition, relation: Relation) -> dict[str, object]:
    return {
        "href": address(f"{relation.briefing.article.id}.html"),
        "title": edition.title(relation.briefing),
        "same_news": relation.same_news,
        "reason": str(edition.labels["list_separator"]).join(_shared(edition, relation)),
    }


def _shared(edition: Edition, relation: Relation) -> Iterator[str]:
    """Yield in words what two texts share: sentences, events, names, numbers."""
    words = edition.labels["related"]
    if relation.passages:
        yield str(words["passages"]).format(count=relation.passages)
    for type_, edtf in relation.events:
        kind = edition.labels["events"][type_]
        yield str(words["event"]).format(kind=kind, date=edition.date(edtf))
    yield from (
        entity.name.get(edition.lang) or next(iter(entity.name.values()))
        for entity in relation.shared
    )
    if relation.numbers:
        numbers = str(edition.labels["list_separator"]).join(
            f"{float(number):,.15g}" for number in relation.numbers
        )
        yield str(words["numbers"]).format(numbers=numbers)


def _paragraphs(briefing: Briefing) -> Iterator[dict[str, object]]:
    article = briefing.article
    mentions = mentions_by_sentence(briefing.entities)
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in article.sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for paragraph in article.paragraphs:
        for number, part in enumerate(_parts(by_paragraph.get(paragraph.number, ()))):
            yield {
                "lang": paragraph.lang,
                "dir": paragraph.direction,
                "goes_on": number > 0,
                "sentences": [
                    {
                        "id": sentence.id,
                        "html": linked(article, sentence, mentions.get(sentence.id, ())),
                    }
                    for sentence in part
                ],
            }


def _parts(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """Yield the sentences of a paragraph, those of one too long for a browser in several parts.

    The time a browser needs to lay out one paragraph grows faster than its length.
    """
    if not sentences or sentences[-1].span.end - sentences[0].span.start <= _LONGEST_PARAGRAPH:
        yield sentences
        return
    part: list[Sentence] = []
    for sentence in sentences:
        if part and sentence.span.end - part[0].span.start > _PART:
            yield part
            part = []
        part.append(sentence)
    yield part


def _removal(edition: Edition, article: Article, removal: Removal) -> dict[str, object]:
    reason = edition.labels["removed"][removal.reason]
    if not removal.reason.is_passage:
        characters = removal.span.of(article.text)[:_MOST_STAND_INS]
        return {
            "reason": reason,
            "lang": edition.lang,
            "dir": edition.direction(edition.lang),
            "html": stand_in(characters),
        }
    inside = [other for other in reaching_into(article.removed, removal.span) if other != removal]
    return {
        "reason": reason,
        "lang": article.lang,
        "dir": article.direction,
        "html": quotation(article.text, removal.span, inside),
    }


def _removed_summary(edition: Edition, article: Article) -> str:
    words = edition.labels["briefing"]
    if not article.removed:
        return str(words["removed_none"])
    return str(words["removed"]).format(count=len(article.removed))


def _repairs(edition: Edition, article: Article) -> str:
    spans = [removal.span for removal in article.removed if not removal.reason.is_passage]
    count = sum(span.end - span.start for span in spans)
    return str(edition.labels["provenance"]["repairs"]).format(count=count) if count else ""


def _rules(briefing: Briefing) -> list[dict[str, object]]:
    counts: Counter[str] = Counter(
        mention.rule for entity in briefing.entities for mention in entity.mentions
    )
    for facts in (briefing.dates, briefing.figures, briefing.statements, briefing.events):
        counts.update(fact.rule for fact in facts)
    counts[briefing.published.rule] += 1
    return [{"name": name, "count": count} for name, count in sorted(counts.items())]
