"""The pages of the timeline: all events in order, and the same by kind, status and language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.collate.occurrences import Occurrence
from generator.contents import Contents
from generator.model import Page
from generator.render.edition import HIDDEN, Edition, address
from generator.render.occurrence import line
from generator.render.proof import EVENTS_PER_PAGE, page_name, paged, pager

_FOLDER = "../"
Confirmed = Mapping[str, Occurrence]


def timeline_pages(edition: Edition, contents: Contents) -> Iterator[Page]:
    """Yield the timeline and its filtered lists; each goes on over further pages where it is long.

    The lists are pages of their own, so that filters need no JavaScript.
    """
    found, confirmed = contents.collections.occurrences, contents.confirmed
    filters = list(_filters(edition, found))
    label = edition.labels["sections"]["timeline"]
    yield from _pages(edition, "index", label, found, confirmed, filters)
    for group in filters:
        for choice in group["choices"]:
            stem, keep = choice["stem"], choice["keep"]
            some = [occurrence for occurrence in found if keep(occurrence)]
            yield from _pages(edition, stem, choice["label"], some, confirmed, filters)


def _filters(edition: Edition, found: Sequence[Occurrence]) -> Iterator[dict[str, Any]]:
    """Yield the three groups of filters, each with the values that occur."""
    labels = edition.labels
    kinds = sorted({o.type for o in found}, key=list(labels["events"]).index)
    statuses = sorted({o.status for o in found}, key=list(labels["statuses"]).index)
    langs = sorted({r.briefing.article.lang for o in found for r in o.reports})
    for group, values, names, keep in (
        ("kind", kinds, labels["events"], _of_kind),
        ("status", statuses, labels["statuses"], _of_status),
        ("lang", langs, labels["languages"], _in_language),
    ):
        yield {
            "name": group,
            "label": labels["timeline"][f"by_{group}"],
            "choices": [
                {
                    "stem": f"{group}-{value}",
                    "href": address(f"{group}-{value}.html"),
                    "value": value,
                    "label": names.get(value, value),
                    "keep": keep(value),
                }
                for value in values
            ],
        }


def _of_kind(value: str) -> Callable[[Occurrence], bool]:
    return lambda occurrence: occurrence.type == value


def _of_status(value: str) -> Callable[[Occurrence], bool]:
    return lambda occurrence: occurrence.status == value


def _in_language(value: str) -> Callable[[Occurrence], bool]:
    return lambda occurrence: any(r.briefing.article.lang == value for r in occurrence.reports)


def _pages(
    edition: Edition,
    stem: str,
    label: str,
    found: Sequence[Occurrence],
    confirmed: Confirmed,
    filters: Sequence[Mapping[str, Any]],
) -> Iterator[Page]:
    title = edition.labels["sections"]["timeline"]
    parts = paged(found, EVENTS_PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"timeline/{page_name(stem, number)}.md",
            "timeline.md.j2",
            {"title": title if stem == "index" else f"{title}: {label}", "hide": list(HIDDEN)},
            whole=stem == "index",
            drawn=stem == "index" and number == 1,
            label=label,
            filters=filters,
            here=stem,
            groups=list(_by_year(edition, part, confirmed)),
            pager=list(pager(edition, stem, number, len(parts))),
        )


def _by_year(
    edition: Edition, part: Sequence[Occurrence], confirmed: Confirmed
) -> Iterator[dict[str, object]]:
    """Yield the events of each year, those without a date last."""
    years: dict[str, list[Occurrence]] = {}
    for occurrence in part:
        years.setdefault((occurrence.when or "")[:4].strip("."), []).append(occurrence)
    for year, group in years.items():
        yield {
            "label": year or edition.labels["timeline"]["undated"],
            "id": address(f"y-{year}" if year else "undated"),
            "events": [line(edition, occurrence, confirmed, _FOLDER) for occurrence in group],
        }
