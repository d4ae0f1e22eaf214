"""The pages of the timeline: all events in order, and the same by kind, status and language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.collate.occurrences import Occurrence
from generator.contents import Contents
from generator.model import Page
from generator.render.edition import HIDDEN, Edition, address
from generator.render.occurrence import line
from generator.render.proof import EVENTS_PER_PAGE, page_name, paged, pager

_FOLDER = "../"
_STATES = ("ahead", "passed")
# The places with a list of their own: those of most events. All others have it on their pages.
_PLACES = 12
Confirmed = Mapping[str, Occurrence]


def timeline_pages(edition: Edition, contents: Contents) -> Iterator[Page]:
    """Yield the timeline and its filtered lists; each goes on over further pages where it is long.

    The lists are pages of their own, so that filters need no JavaScript.
    """
    found, confirmed = contents.collections.occurrences, contents.confirmed
    groups = list(_groups(edition, found))
    filters = [
        {
            "name": group.name,
            "label": edition.labels["timeline"][f"by_{group.name}"],
            "choices": [
                {
                    "stem": f"{group.name}-{value}",
                    "href": address(f"{group.name}-{value}.html"),
                    "value": value,
                    "label": label,
                }
                for value, label in group.names.items()
            ],
        }
        for group in groups
    ]
    label = edition.labels["sections"]["timeline"]
    yield from _pages(edition, "index", label, found, confirmed, filters)
    for group in groups:
        for value, name in group.names.items():
            some = [occurrence for occurrence in found if value in group.values_of(occurrence)]
            yield from _pages(edition, f"{group.name}-{value}", name, some, confirmed, filters)
    plans = [o for o in found if o.is_ahead and o.id not in confirmed]
    for state in _STATES:
        yield from _plans(edition, state, plans, confirmed, filters)


def _plans(
    edition: Edition,
    state: str,
    plans: Sequence[Occurrence],
    confirmed: Confirmed,
    filters: Sequence[Mapping[str, Any]],
) -> Iterator[Page]:
    """Yield the list of the plans that stand in one way; which ones do is seen at each build."""
    stem, label = f"state-{state}", edition.labels["states"][state]
    parts = paged(plans, EVENTS_PER_PAGE)
    for number, part in enumerate(parts, 1):
        group = {
            "label": edition.labels["timeline"]["by_state"],
            "id": address("plans"),
            "events": [line(edition, occurrence, confirmed, _FOLDER) for occurrence in part],
        }
        yield edition.page(
            f"timeline/{page_name(stem, number)}.md",
            "timeline.md.j2",
            _front(edition, stem, label),
            **_shared(edition, stem, label, filters),
            drawn=False,
            state="overdue" if state == "passed" else state,
            groups=[group],
            pager=list(pager(edition, stem, number, len(parts))),
        )


@dataclass(frozen=True, slots=True)
class _Group:
    """A way to filter: the values that occur with their names, and those that an event has."""

    name: str
    names: Mapping[str, str]
    values_of: Callable[[Occurrence], Collection[str]]


def _groups(edition: Edition, found: Sequence[Occurrence]) -> Iterator[_Group]:
    labels = edition.labels
    for name, names, values_of in (
        ("kind", labels["events"], _kinds),
        ("status", labels["statuses"], _statuses),
        ("lang", labels["languages"], _langs),
    ):
        present = {value for occurrence in found for value in values_of(occurrence)}
        known = [value for value in names if value in present]
        rest = sorted(present.difference(known))
        yield _Group(name, {v: names.get(v, v) for v in (*known, *rest)}, values_of)
    counts = Counter(place for occurrence in found for place in occurrence.where)
    most = sorted(counts, key=lambda place: (-counts[place], place))[:_PLACES]
    yield _Group("place", {id_: edition.plain_name(id_) for id_ in most}, lambda o: o.where)


def _kinds(occurrence: Occurrence) -> Collection[str]:
    return {occurrence.type}


def _statuses(occurrence: Occurrence) -> Collection[str]:
    return {occurrence.status}


def _langs(occurrence: Occurrence) -> Collection[str]:
    return {report.briefing.article.lang for report in occurrence.reports}


def _pages(
    edition: Edition,
    stem: str,
    label: str,
    found: Sequence[Occurrence],
    confirmed: Confirmed,
    filters: Sequence[Mapping[str, Any]],
) -> Iterator[Page]:
    parts = paged(found, EVENTS_PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"timeline/{page_name(stem, number)}.md",
            "timeline.md.j2",
            _front(edition, stem, label),
            **_shared(edition, stem, label, filters),
            drawn=stem == "index" and number == 1,
            state="",
            groups=list(_by_year(edition, part, confirmed)),
            pager=list(pager(edition, stem, number, len(parts))),
        )


def _front(edition: Edition, stem: str, label: str) -> dict[str, object]:
    title = edition.labels["sections"]["timeline"]
    return {"title": title if stem == "index" else f"{title}: {label}", "hide": list(HIDDEN)}


def _shared(
    edition: Edition, stem: str, label: str, filters: Sequence[Mapping[str, Any]]
) -> dict[str, object]:
    """Return what the template of every list needs: its name, and the way to the others."""
    states = [
        {
            "stem": f"state-{state}",
            "href": address(f"state-{state}.html"),
            "value": state,
            "label": edition.labels["states"][state],
        }
        for state in _STATES
    ]
    plans = {"name": "state", "label": edition.labels["timeline"]["by_state"], "choices": states}
    return {"whole": stem == "index", "label": label, "filters": [plans, *filters], "here": stem}


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
