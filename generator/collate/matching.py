"""Whether two reports are of one event: type, date, place and actors; in doubt they are two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.calendars import bounds
from generator.collate.lineage import DENIED, Report
from generator.model import Briefing, EntityType
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import GazetteerEntry

COALITION = "global-coalition"
"""The entity id of the coalition whose end this collection is about."""
MILESTONES = ("agreement", "withdrawal", "mission-end", "troop-level")
"""What the drawdown is made of: one such event may fill a month, and is told of for years."""
UNDATED = ("agreement", "mission-end")
"""Of these there is one at a time, so that two texts may mean the same without a date."""
PAST = ("happened", "background")
"""The statuses of what is over."""
LONGEST_APART = 365
"""What two texts say further apart than so many days need not be the same."""
_MOVES_TROOPS = ("withdrawal", "troop-level")
# Whose troops a text of this collection means where it does not say.
_LEADING = "united-states"
_COUNTRY = "country"


def published_bounds(briefing: Briefing) -> tuple[date, date]:
    """Return the first and last day on which a text may have been published."""
    edtf = briefing.published.edtf
    return bounds(edtf) if edtf else (date.min, date.max)


def is_before(one: Briefing, two: Briefing) -> bool:
    """Tell whether one text was surely published before another."""
    return published_bounds(one)[1] < published_bounds(two)[0]


def date_key(report: Report) -> str:
    """Return what the dates of two reports of one event have in common, "" without a date.

    A step of the drawdown by September and by 30 September is one; what begins in a month and what
    is over by then are two.
    """
    event = report.event
    if event.when is None:
        return ""
    if event.relation == "since":
        return f"since {event.when.rstrip('~')}"
    last = bounds(event.when)[1]
    return last.isoformat() if event.type in MILESTONES else event.when.rstrip("~")


class Matcher:
    """Compares reports by what the gazetteer knows of their places and actors."""

    def __init__(self, entries: Mapping[str, GazetteerEntry]) -> None:
        """Take the entries of the gazetteer, by id."""
        self._entries = entries
        self._nations = {
            fold(form).text: entry.id
            for entry in entries.values()
            for forms in entry.adjectives.values()
            for form in forms
        }

    def is_shared(self, report: Report) -> bool:
        """Tell whether another text may tell of the same event: it has a date, or is one of few."""
        event = report.event
        few = event.type in UNDATED and report.briefing.on_topic
        return event.when is not None or (few and COALITION in self._parties(report))

    def agree(self, one: Report, two: Report) -> bool:
        """Tell whether two reports of one type and date are of one event."""
        event, other = one.event, two.event
        here, there = self.sites(event.where), self.sites(other.where)
        if bool(here) != bool(there) or (here and not here & there):
            return False
        if not self.same_countries(event.where, other.where):
            return False
        if event.when is None:
            return self.same_undated(one, two)
        if event.type in MILESTONES:
            return self.same_parties(one, two)
        # Attacks, talks and visits are many: those of one day with a place or people in common.
        day = len(event.when.rstrip("~")) == len("2024-01-27")
        actors = self._specific(event.actors) & self._specific(other.actors)
        return day and bool(here or actors)

    def same_undated(self, one: Report, two: Report) -> bool:
        """Tell whether two reports, of which one has no date, are of one agreement or end."""
        event, other = one.event, two.event
        apart = _days_apart(one.briefing, two.briefing) > LONGEST_APART
        if apart or not (one.briefing.on_topic and two.briefing.on_topic):
            return False
        if event.type == "mission-end":
            return _stage(event.status) == _stage(other.status)
        shared = self._parties(one) & self._parties(two)
        return COALITION in shared and len(shared - {COALITION}) > 1

    def same_parties(self, one: Report, two: Report) -> bool:
        """Tell whether two reports of a milestone of one date can be of the same parties."""
        parties, others = self._parties(one), self._parties(two)
        if one.event.type == "agreement":
            return parties == others or len(parties & others) > 1
        if one.event.type in _MOVES_TROOPS:
            return bool(self._whose(one) & self._whose(two))
        return True

    def same_countries(self, one: Sequence[str], two: Sequence[str]) -> bool:
        """Tell whether two lists of places can be of one country."""
        here, there = self._countries(one), self._countries(two)
        return not here or not there or bool(here & there)

    def sites(self, where: Sequence[str]) -> set[str]:
        """Return the places that are no countries."""
        return set(where) - self._countries(where)

    def _countries(self, where: Sequence[str]) -> set[str]:
        entries = self._entries
        return {id_ for id_ in where if id_ in entries and entries[id_].kind == _COUNTRY}

    def _specific(self, actors: Sequence[str]) -> set[str]:
        """Return the actors that tell one event of a day from another: no places."""
        entries = self._entries
        return {a for a in actors if a not in entries or entries[a].type != EntityType.PLACE}

    def _parties(self, report: Report) -> set[str]:
        """Return the actors, and the countries of the places, each city as what it stands for."""
        event = report.event
        return {self._country_of(id_) for id_ in (*event.actors, *self._countries(event.where))}

    def _country_of(self, id_: str) -> str:
        """Return the country that a city stands for, such as Washington, else the id itself."""
        entry = self._entries.get(id_)
        return entry.within if entry and entry.kind == "city" and entry.within else id_

    def _whose(self, report: Report) -> set[str]:
        """Return the nations whose troops a report is of, by the words of its clause."""
        words = words_of(fold(report.event.span.of(report.briefing.article.text)))
        found = {self._nations[word] for word in words if word in self._nations}
        return found or {_LEADING}


def _stage(status: str) -> str:
    """Return the status of an end without a date: what is denied may be another one than is due."""
    if status in PAST:
        return PAST[0]
    return status if status == DENIED else ""


def _days_apart(one: Briefing, two: Briefing) -> int:
    """Return how many days lie between two texts at least."""
    (first, last), (start, end) = published_bounds(one), published_bounds(two)
    return max(first.toordinal(), start.toordinal()) - min(last.toordinal(), end.toordinal())
