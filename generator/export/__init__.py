"""Records → files that other programs read: tables, graphs, differences."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.collate.lineage import Lineage, Report
from generator.collate.occurrences import Occurrence
from generator.compare import Cell, Claim, Difference
from generator.contents import Contents
from generator.export.table import Fact, facts_of
from generator.model import Briefing

SCHEMAS = Path(__file__).parent.parent / "data/schemas"
COLUMNS = (
    *("id", "briefing", "seed", "sha256", "lang", "type", "value", "status", "quote"),
    *("start", "end", "sentence", "url", "published", "rule"),
)
"""The columns of `facts.csv`, and the keys of `facts.json`; docs/data.md says what they hold."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def data_of(contents: Contents, site_url: str) -> dict[str, str]:
    """Return the data of a whole collection: file name below `data/` → text."""
    rows = [row for b in contents.collections.briefings for row in _rows(b, site_url)]
    return {
        "facts.csv": to_csv(rows),
        "facts.json": to_json(rows),
        "events.json": to_json(list(_events(contents, site_url))),
        "differences.json": to_json([_difference(d, site_url) for d in contents.differences]),
        "related.json": to_json(_related(contents)),
        **{
            f"schemas/{path.name}": path.read_text(encoding="utf-8")
            for path in sorted(SCHEMAS.glob("*.json"))
        },
    }


def to_json(value: object) -> str:
    """Return JSON that reads well; odd bytes of file names survive as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=1)
    return text + "\n"


def to_csv(rows: list[dict[str, Any]]) -> str:
    """Return rows as CSV in which no cell can be taken for a formula.

    A cell that begins like one has an apostrophe before it, as OWASP advises.
    """
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow({key: _plain(value) for key, value in row.items()})
    text = written.getvalue()
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def sentence_url(briefing: Briefing, sentence: str, site_url: str) -> str:
    """Return the address of a sentence; below the site's root where that is not known."""
    return f"{site_url}briefings/{briefing.article.id}.html#{sentence}"


def _rows(briefing: Briefing, site_url: str) -> Iterator[dict[str, Any]]:
    seed = briefing.article.seed
    langs = {sentence.id: sentence.lang for sentence in briefing.article.sentences}
    for fact in facts_of(briefing):
        yield {
            "id": fact.id,
            "briefing": briefing.article.id,
            "seed": seed.path,
            "sha256": seed.sha256,
            "lang": langs[fact.sentence],
            "type": fact.kind,
            "value": fact.value,
            "status": fact.status,
            "quote": fact.quote,
            "start": fact.span.start,
            "end": fact.span.end,
            "sentence": fact.sentence,
            "url": sentence_url(briefing, fact.sentence, site_url),
            "published": briefing.published.edtf,
            "rule": fact.rule,
        }


def _events(contents: Contents, site_url: str) -> Iterator[dict[str, Any]]:
    for occurrence in contents.collections.occurrences:
        confirmed = contents.confirmed.get(occurrence.id)
        lineage = occurrence.lineage
        yield {
            "id": occurrence.id,
            "type": occurrence.type,
            "plover": occurrence.reports[0].event.plover,
            "when": occurrence.when,
            "relation": occurrence.relation or None,
            "where": list(occurrence.where),
            "status": occurrence.status,
            "moved": _statuses(occurrence),
            "confirmed_by": confirmed.id if confirmed else None,
            **_lineage(lineage),
            "strength": lineage.strength,
            "denial": _lineage(occurrence.denial) if occurrence.denial else None,
            "reports": [_report(report, site_url) for report in occurrence.reports],
        }


def _lineage(lineage: Lineage) -> dict[str, Any]:
    return {
        "outlets": lineage.outlets,
        "origins": list(lineage.origins),
        "origin_count": lineage.origin_count,
    }


def _statuses(occurrence: Occurrence) -> list[str]:
    return [report.event.status for report in occurrence.moves]


def _report(report: Report, site_url: str) -> dict[str, Any]:
    briefing, event = report.briefing, report.event
    return {
        "fact": f"{briefing.article.id}/event/{report.place}",
        "briefing": briefing.article.id,
        "published": briefing.published.edtf,
        "status": event.status,
        "origin": report.origin or None,
        "attribution": report.attribution,
        "quote": event.span.of(briefing.article.text),
        "sentence": event.sentence,
        "url": sentence_url(briefing, event.sentence, site_url),
    }


def _difference(difference: Difference, site_url: str) -> dict[str, Any]:
    return {
        "id": difference.id,
        "kind": difference.kind,
        "topic": difference.topic,
        "subject": difference.subject or None,
        "claims": [_claim(claim, site_url) for claim in difference.claims],
    }


def _claim(claim: Claim, site_url: str) -> dict[str, Any]:
    figure = claim.reading.figure if claim.reading else None
    return {
        "event": claim.occurrence.id if claim.occurrence else None,
        "entity": claim.entity or None,
        "office": claim.office or None,
        "value": figure.value if figure else None,
        "cells": [_cell(cell, site_url) for cell in claim.cells],
    }


def _cell(cell: Cell, site_url: str) -> dict[str, Any]:
    return {
        "briefing": cell.briefing.article.id,
        "published": cell.briefing.published.edtf,
        "status": cell.word or None,
        "quote": cell.span.of(cell.briefing.article.text),
        "sentence": cell.sentence,
        "url": sentence_url(cell.briefing, cell.sentence, site_url),
    }


def _related(contents: Contents) -> Mapping[str, list[dict[str, Any]]]:
    return {
        id_: [
            {
                "id": relation.briefing.article.id,
                "score": relation.score,
                "same_news": relation.same_news,
                "reasons": {
                    "entities": [entity.id for entity in relation.shared],
                    "events": [f"{type_} {when}" for type_, when in relation.events],
                    "numbers": list(relation.numbers),
                    "passages": relation.passages,
                },
            }
            for relation in relations
        ]
        for id_, relations in sorted(contents.collections.related.items())
    }


__all__ = ["COLUMNS", "Fact", "data_of", "facts_of", "sentence_url", "to_csv", "to_json"]
