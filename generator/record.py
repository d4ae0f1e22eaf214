"""Briefing → the record that other programs read: a contract, see `data/record.schema.json`."""

from __future__ import annotations

from typing import Any

from generator.errors import ProofError
from generator.model import (
    Briefing,
    Conflict,
    DateExpression,
    Entity,
    Event,
    Figure,
    Span,
    Statement,
)

SCHEMA_VERSION = "1"
NAME_LANGUAGES = ("en", "ar", "fa")


def to_record(briefing: Briefing) -> dict[str, Any]:
    """Return the record of a briefing as plain JSON values, keys in the documented order.

    Raises:
        ProofError: a span does not lie in the seed, so its quotation would not be verbatim.
    """
    article = briefing.article
    seed = article.seed
    return {
        "schema": SCHEMA_VERSION,
        "id": article.id,
        "seed": {
            "path": seed.path,
            "sha256": seed.sha256,
            "bytes": seed.size,
            "encoding": seed.encoding,
        },
        "lang": article.lang,
        "langs": list(article.langs),
        "dir": article.direction,
        "title": {
            "text": article.title.text,
            "lang": article.title.lang,
            "basis": str(article.title.basis),
        },
        **{f"title_{lang}": _title_in(briefing, lang) for lang in NAME_LANGUAGES},
        "outlet": _outlet(briefing),
        "origins": list(briefing.origins),
        "published": {
            "edtf": briefing.published.edtf,
            "basis": str(briefing.published.basis),
            "rule": briefing.published.rule,
            "evidence": list(briefing.published.evidence),
            "reasons": [
                {"rule": rule, "sentence": sentence}
                for rule, sentence in briefing.published.reasons
            ],
        },
        "on_topic": briefing.on_topic,
        "sentences": [
            {
                "id": sentence.id,
                "lang": sentence.lang,
                "text": _quote(briefing, sentence.span),
                "paragraph": sentence.paragraph,
                **_offsets(sentence.span),
            }
            for sentence in article.sentences
        ],
        "removed": [
            {
                "text": _quote(briefing, removal.span),
                "reason": str(removal.reason),
                **_offsets(removal.span),
            }
            for removal in article.removed
        ],
        "entities": [_entity(briefing, entity) for entity in briefing.entities],
        "dates": [_date(briefing, date) for date in briefing.dates],
        "figures": [_figure(briefing, figure) for figure in briefing.figures],
        "statements": [_statement(briefing, item) for item in briefing.statements],
        "events": [_event(briefing, event) for event in briefing.events],
        "conflicts": [_conflict(briefing, conflict) for conflict in briefing.conflicts],
        "gloss": [
            {**gloss.text, "of": [{"kind": gloss.kind, "index": gloss.index}]}
            for gloss in briefing.glosses
        ],
        "summary": list(briefing.summary),
        "doubts": [
            {
                "kind": doubt.kind,
                "message": doubt.message,
                **_offsets(doubt.span),
                "remedy": doubt.remedy,
            }
            for doubt in briefing.doubts
        ],
        "editor": dict(article.sidecar.given),
    }


def _quote(briefing: Briefing, span: Span) -> str:
    text = briefing.article.text
    if not 0 <= span.start < span.end <= len(text):
        raise ProofError(
            f"{briefing.article.seed.path}: {span} lies outside the seed; "
            "this is a defect of the generator, please report it with the seed"
        )
    return span.of(text)


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _title_in(briefing: Briefing, lang: str) -> dict[str, str] | None:
    """Return the title in a language: the editor's, the seed's own, or one made of the facts."""
    article = briefing.article
    if given := article.sidecar.titles.get(lang):
        return {"text": given, "basis": "editor"}
    if article.title.lang == lang and article.title.basis == "stated":
        return {"text": article.title.text, "basis": "stated"}
    if composed := briefing.titles.get(lang):
        return {"text": composed, "basis": "composed"}
    return None


def _outlet(briefing: Briefing) -> dict[str, str | None] | None:
    outlet = briefing.outlet
    if outlet is None:
        return None
    return {"id": outlet.id, "name": outlet.name, "basis": str(outlet.basis)}


def _entity(briefing: Briefing, entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": str(entity.type),
        "name": {lang: entity.name[lang] for lang in NAME_LANGUAGES if lang in entity.name},
        "known": entity.known,
        "romanised": entity.romanised,
        "role": entity.role or None,
        "mentions": [
            {
                "sentence": mention.sentence,
                **_offsets(mention.span),
                "text": _quote(briefing, mention.span),
                "rule": mention.rule,
            }
            for mention in entity.mentions
        ],
    }


def _date(briefing: Briefing, date: DateExpression) -> dict[str, Any]:
    return {
        "edtf": date.edtf,
        "text": _quote(briefing, date.span),
        "calendar": date.calendar,
        "basis": date.basis,
        "hull": date.hull,
        "relation": date.relation or None,
        "sentence": date.sentence,
        **_offsets(date.span),
        "rule": date.rule,
    }


def _figure(briefing: Briefing, figure: Figure) -> dict[str, Any]:
    return {
        "value": _number(figure.value),
        "upper": None if figure.upper is None else _number(figure.upper),
        "unit": figure.unit,
        "counted": _quote(briefing, figure.counted),
        "qualifier": figure.qualifier,
        "place": figure.place,
        "as_of": figure.as_of,
        "text": _quote(briefing, figure.span),
        "sentence": figure.sentence,
        **_offsets(figure.span),
        "rule": figure.rule,
    }


def _statement(briefing: Briefing, statement: Statement) -> dict[str, Any]:
    return {
        "speaker": statement.speaker,
        "speaker_text": statement.speaker_text,
        "anonymous": statement.anonymous,
        "via": statement.via,
        "cue": _quote(briefing, statement.cue),
        "content": _quote(briefing, statement.content),
        "direct": statement.direct,
        "text": _quote(briefing, statement.span),
        "sentence": statement.sentence,
        **_offsets(statement.span),
        "rule": statement.rule,
    }


def _event(briefing: Briefing, event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "plover": event.plover,
        "when": event.when,
        "relation": event.relation or None,
        "where": list(event.where),
        "actors": list(event.actors),
        "status": event.status,
        "text": _quote(briefing, event.span),
        "sentence": event.sentence,
        **_offsets(event.span),
        "trigger": _quote(briefing, event.trigger),
        "rule": event.rule,
    }


def _conflict(briefing: Briefing, conflict: Conflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "subject": conflict.subject,
        "expected": list(conflict.expected),
        "sides": [
            {
                "entity": side.entity,
                "sentence": side.sentence,
                **_offsets(side.span),
                "text": _quote(briefing, side.span),
            }
            for side in conflict.sides
        ],
        "rule": conflict.rule,
    }


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
