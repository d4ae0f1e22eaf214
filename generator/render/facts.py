"""The facts of a briefing, ready for its page: words, status, quotation, sentence."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Article, Briefing, Sentence, Span
from generator.render.edition import FOLDERS, Edition, address
from generator.render.literal import quotation
from generator.wording.gloss import quantity

CHIPS = {
    "happened": "happened",
    "background": "happened",
    "planned": "planned",
    "announced": "planned",
    "conditional": "planned",
    "denied": "denied",
    "unsettled": "denied",
}
"""The look of each status."""


def events_of(edition: Edition, briefing: Briefing) -> Iterator[dict[str, object]]:
    """Yield the events: type, status, date and place in words, the clause."""
    separator = str(edition.labels["gloss"]["separator"])
    sentences = {sentence.id: sentence for sentence in briefing.article.sentences}
    lines = glosses(edition, briefing, "event")
    for place, event in enumerate(briefing.events):
        kind, status, *rest = lines[place]
        yield {
            "kind": kind,
            "status": status,
            "chip": CHIPS.get(event.status, "open"),
            "rest": separator.join(rest),
            **_quoted(briefing.article, sentences[event.sentence], event.span),
        }


def statements_of(edition: Edition, briefing: Briefing) -> Iterator[dict[str, object]]:
    """Yield the statements: who speaks, how, and the words."""
    named = {entity.id: entity for entity in briefing.entities}
    sentences = {sentence.id: sentence for sentence in briefing.article.sentences}
    lines = glosses(edition, briefing, "statement")
    for place, statement in enumerate(briefing.statements):
        speaker, _, *about = lines[place]
        entity = named.get(statement.speaker or "")
        yield {
            "speaker": speaker,
            "href": address(f"{FOLDERS[entity.type]}/{entity.id}.html") if entity else "",
            "unnamed": statement.anonymous,
            "direct": statement.direct,
            "about": " ".join(about),
            **_quoted(briefing.article, sentences[statement.sentence], statement.content),
        }


def figures_of(edition: Edition, briefing: Briefing) -> Iterator[dict[str, object]]:
    """Yield the figures in words, and the words of the text."""
    sentences = {sentence.id: sentence for sentence in briefing.article.sentences}
    for figure in briefing.figures:
        yield {
            "words": quantity(figure, edition.labels),
            "place": edition.entry_name(figure.place) if figure.place else "",
            **_quoted(briefing.article, sentences[figure.sentence], figure.span),
        }


def dates_of(edition: Edition, briefing: Briefing) -> Iterator[dict[str, object]]:
    """Yield the dates in words, with their calendar, and the words of the text."""
    article = briefing.article
    sentences = {sentence.id: sentence for sentence in article.sentences}
    for date in briefing.dates:
        sentence = sentences[date.sentence]
        yield {
            "words": edition.date(date.edtf),
            "relation": edition.labels["relations"].get(date.relation, ""),
            "calendar": edition.labels["calendars"].get(date.calendar, ""),
            "relative": date.basis == "relative",
            "sentence": sentence.id,
            "lang": sentence.lang,
            "dir": article.paragraphs[sentence.paragraph].direction,
            "html": quotation(article.text, date.span, article.removed),
        }


def glosses(edition: Edition, briefing: Briefing, kind: str) -> dict[int, list[str]]:
    """Return the parts of each fact's line, by the fact's place among those of its kind."""
    separator = str(edition.labels["gloss"]["separator"])
    return {
        gloss.index: gloss.text[edition.lang].split(separator)
        for gloss in briefing.glosses
        if gloss.kind == kind
    }


def _quoted(article: Article, sentence: Sentence, span: Span) -> dict[str, object]:
    """Return words of the source with their language, direction and sentence."""
    return {
        "sentence": sentence.id,
        "lang": sentence.lang,
        "dir": article.paragraphs[sentence.paragraph].direction,
        "html": quotation(article.text, span, article.removed),
    }
