"""What depends on the day that a site is built: filled in then, never kept in `briefings/`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.calendars import bounds
from generator.collate.occurrences import AHEAD, UNSETTLED, Occurrence
from generator.collate.quantities import STATED
from generator.contents import Contents
from generator.render.charts import is_over, place_map, state, timeline
from generator.render.differences import heading as difference_heading
from generator.render.edition import FOLDERS, Edition
from generator.render.occurrence import line
from generator.render.proof import on_differences, on_quantities, on_timeline, proof
from generator.render.quantities import heading as quantity_heading
from generator.wording.gloss import quantity as in_words

LATEST = "<!-- briefings: latest -->"
_DRAWING = "<!-- drawing: timeline -->"
_MAP = "<!-- drawing: map -->"
_DUE = re.compile(r"<!-- due: ([0-9./-]+) -->")
_WHILE = re.compile(r"<!-- (overdue|ahead): ([0-9./-]+) -->\n?(.*?)<!-- end -->\n?", re.DOTALL)
_LATEST, _AHEAD, _DONE, _FIGURES, _DIFFERENCES = 5, 8, 4, 4, 4


def fill(edition: Edition, contents: Contents, markdown: str, today: date) -> str:
    """Return a generated page with the state of the day in its places."""
    if _DRAWING in markdown:
        drawing = timeline(edition, contents, contents.collections.occurrences, today, "")
        markdown = markdown.replace(_DRAWING, _figure(drawing))
    if _MAP in markdown:
        markdown = markdown.replace(_MAP, place_map(edition, contents.collections, ""))
    markdown = _WHILE.sub(lambda found: _kept(found, today), markdown)
    return _DUE.sub(lambda found: _chip(edition, found[1], today), markdown)


def _kept(found: re.Match[str], today: date) -> str:
    """Return a part that is shown only while a date is over, or ahead."""
    return found[3] if is_over(found[2], today) == (found[1] == "overdue") else ""


def _figure(drawing: str) -> str:
    return f'<figure class="drawing">\n{drawing}</figure>\n' if drawing else ""


def _chip(edition: Edition, edtf: str, today: date) -> str:
    how = "passed" if is_over(edtf, today) else "ahead"
    return edition.render("due.j2", how=how).strip()


def home(edition: Edition, contents: Contents, today: date, stale_after: int) -> str:
    """Return the home page's part on how things stand on a day.

    `stale_after` is after how many days without a new text a banner says so.
    """
    collections = contents.collections
    milestones = [o for o in collections.occurrences if o.is_milestone and o.when]
    counts = Counter(dossier.type for dossier in collections.dossiers)
    words = edition.labels["site"]
    days = _days_since(contents, today)
    return edition.render(
        "home.md.j2",
        drawing=_figure(timeline(edition, contents, milestones, today, "briefings/timeline/")),
        ahead=[_milestone(edition, contents, o, today) for o in _planned(milestones, today)][
            :_AHEAD
        ],
        done=[_milestone(edition, contents, o, today) for o in _happened(milestones)][-_DONE:],
        figures=list(_figures(edition, contents))[:_FIGURES],
        differences=[
            {
                "href": on_differences(contents, difference, "briefings/differences/"),
                "heading": difference_heading(edition, difference),
                "kind": difference.kind,
                "label": edition.labels["differences"]["kinds"][difference.kind],
            }
            for difference in contents.differences[:_DIFFERENCES]
        ],
        briefings=[edition.listed(b, "briefings/") for b in collections.briefings[:_LATEST]],
        counts=str(words["counts"]).format(
            briefings=len(collections.briefings),
            **{folder: counts[type_] for type_, folder in FOLDERS.items()},
        ),
        built=str(words["built"]).format(date=edition.date(today.isoformat())),
        newest=str(words["newest_text"]).format(count=days) if days is not None else "",
        stale=days is not None and days > stale_after,
    )


def _planned(milestones: list[Occurrence], today: date) -> list[Occurrence]:
    """Return what is or was to come: of what is overdue the latest, then what is next."""
    plans = [o for o in milestones if o.status in (*AHEAD, UNSETTLED)]
    over = [o for o in plans if is_over(o.when or "..", today)]
    rest = [o for o in plans if not is_over(o.when or "..", today)]
    return [*over[-max(_AHEAD // 2, _AHEAD - len(rest)) :], *rest]


def _happened(milestones: list[Occurrence]) -> Iterator[Occurrence]:
    return (o for o in milestones if o.status == "happened")


def _milestone(
    edition: Edition, contents: Contents, occurrence: Occurrence, today: date
) -> dict[str, Any]:
    """Return a milestone with how it stands today, and its latest sentence."""
    how = state(contents, occurrence, today)
    shown = line(edition, occurrence, contents.confirmed, "briefings/")
    return {
        **shown,
        "how": how,
        "how_words": edition.labels["states"][how],
        "href": on_timeline(contents, occurrence, "briefings/timeline/"),
    }


def _figures(edition: Edition, contents: Contents) -> Iterator[dict[str, Any]]:
    """Yield the latest stated reading of each quantity that says where, or needs no place."""
    for quantity in contents.collections.quantities:
        stated = [r for r in quantity.readings if r.status == STATED and r.as_of]
        if not stated or (quantity.unit == "troops" and not quantity.place):
            continue
        latest = stated[-1]
        figure = latest.figure
        yield {
            "heading": quantity_heading(edition, quantity),
            "words": in_words(figure, edition.labels),
            "as_of": edition.date(latest.as_of),
            "more": on_quantities(contents, quantity, "briefings/figures/"),
            **proof(edition, latest.briefing, figure.sentence, figure.span, "briefings/"),
        }


def _days_since(contents: Contents, today: date) -> int | None:
    """Return for how many days no newer text is known; None where no date is known."""
    days = [
        min(bounds(edtf)[1], today)
        for b in contents.collections.briefings
        if (edtf := b.published.edtf) and bounds(edtf)[1] != date.max
    ]
    return (today - max(days)).days if days else None
