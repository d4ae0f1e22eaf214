"""Which plans a text tells as done, so that they are not called open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from generator.calendars import bounds
from generator.collate.matching import LONGEST_APART, Matcher, is_before
from generator.collate.occurrences import Occurrence
from generator.vocabulary import GazetteerEntry


def confirmations(
    found: Sequence[Occurrence], entries: Mapping[str, GazetteerEntry]
) -> dict[str, Occurrence]:
    """Return, by the id of what was planned, the event that a text tells as done.

    Both are of one type, country and parties, and either of one time, or of one base, or of the end
    of the mission, told by a later text within a year of the date that was planned. A part of a
    departure is not all of it.
    """
    matcher = Matcher(entries)
    done: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        if occurrence.status == "happened" and occurrence.when:
            for site in matcher.sites(occurrence.where) or {""}:
                done[occurrence.type, site].append(occurrence)
    confirmed = {}
    for plan in (o for o in found if o.is_ahead):
        sites = matcher.sites(plan.where)
        others = [o for site in sorted(sites or {""}) for o in done.get((plan.type, site), ())]
        other = next((o for o in others if _fulfils(matcher, plan, o, at_site=bool(sites))), None)
        if other:
            confirmed[plan.id] = other
    return confirmed


def _fulfils(matcher: Matcher, plan: Occurrence, done: Occurrence, *, at_site: bool) -> bool:
    """Tell whether what was done, at a base of the plan or without one, is what was planned."""
    if not matcher.same_countries(plan.where, done.where):
        return False
    if not any(matcher.same_parties(p, d) for p in plan.reports for d in done.reports):
        return False
    (first, last), (due_first, due) = bounds(done.when or ".."), bounds(plan.when or "..")
    if first <= due and last >= due_first:
        return at_site or plan.type != "withdrawal" or not _is_part(done)
    later = any(is_before(p.briefing, d.briefing) for p in plan.reports for d in done.reports)
    near = _distance(first, last, due) <= LONGEST_APART
    return later and near and (at_site or plan.type == "mission-end")


def _is_part(done: Occurrence) -> bool:
    """Tell whether every text counts those who left."""
    return all(any(figure.unit == "troops" for figure in report.figures) for report in done.reports)


def _distance(first: date, last: date, due: date) -> int:
    """Return how many days lie between an interval and a day; 0 if the day is within."""
    return max(0, (first - due).days, (due - last).days)
