"""The page of what only an editor can decide, outside the public navigation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.contents import Contents
from generator.model import Briefing, Page
from generator.render.edition import HIDDEN, Edition, address, printable
from generator.render.occurrence import due_date, when
from generator.render.proof import page_name, paged, pager, proof

_FOLDER = "../"
_PER_PAGE = 100


def doubts_pages(edition: Edition, contents: Contents) -> Iterator[Page]:
    """Yield the pages of all doubts by seed, each with the line for its sidecar.

    Plans whose date has passed stand there too, from the day on that the site's clock says so.
    """
    label = edition.labels["sections"]["doubts"]
    doubtful = [b for b in contents.collections.briefings if b.doubts or not b.on_topic]
    parts = paged(doubtful, _PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"doubts/{page_name('index', number)}.md",
            "doubts.md.j2",
            {"title": label, "search": {"exclude": True}, "hide": list(HIDDEN)},
            label=label,
            overdue=list(_overdue(edition, contents)) if number == 1 else [],
            seeds=[_seed(edition, briefing) for briefing in part],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def _seed(edition: Edition, briefing: Briefing) -> dict[str, Any]:
    article = briefing.article
    return {
        "href": address(f"{_FOLDER}{article.id}.html"),
        "path": printable(article.seed.path),
        "title": edition.title(briefing),
        "doubts": [
            {
                "line": article.line_of(doubt.span.start),
                "message": doubt.message,
                "remedy": doubt.remedy,
            }
            for doubt in briefing.doubts
        ],
    }


def _overdue(edition: Edition, contents: Contents) -> Iterator[dict[str, Any]]:
    """Yield the plans with a date that no later text confirms; the clock tells which are due."""
    for occurrence in contents.collections.occurrences:
        if not occurrence.is_ahead or occurrence.id in contents.confirmed:
            continue
        report = occurrence.reports[-1]
        event = report.event
        yield {
            "due": due_date(occurrence),
            "kind": edition.labels["events"][occurrence.type],
            "when": when(edition, occurrence),
            **proof(edition, report.briefing, event.sentence, event.span, _FOLDER),
        }
