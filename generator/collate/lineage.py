"""Where a report comes from, and how strong what many report is: origins count, not outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Briefing, EntityType, Event, Statement

OFFICIAL, NAMED, ANONYMOUS, SINGLE, UNSOURCED = (
    *("official", "named", "anonymous", "single-origin", "no-source"),
)
STRENGTHS = (OFFICIAL, NAMED, ANONYMOUS, SINGLE, UNSOURCED)
"""Labels of strength, the strongest first."""


@dataclass(frozen=True, slots=True)
class Report:
    """One text's telling of an event: the `place`th of its briefing.

    `statement` is the one whose words tell it, if any; `origin` the entity id of whom it is known
    from in the end (an agency, an official body, an outlet), "" where the text does not say.
    `attribution` is a label of strength for this report alone.
    """

    briefing: Briefing
    place: int
    statement: Statement | None
    origin: str
    attribution: str

    @property
    def event(self) -> Event:
        """Return the event as the text tells it."""
        return self.briefing.events[self.place]


@dataclass(frozen=True, slots=True)
class Lineage:
    """How many outlets and origins a claim has, and its strength.

    A text that does not name its outlet counts as one of its own; texts without an origin too.
    """

    outlets: int
    origins: tuple[str, ...]
    unnamed: int
    strength: str

    @property
    def origin_count(self) -> int:
        """Return from how many places the claim is known in the end."""
        return len(self.origins) + self.unnamed


def reports_of(briefing: Briefing) -> tuple[Report, ...]:
    """Return the reports of a briefing's events, in text order."""
    kinds = {entity.id: entity.type for entity in briefing.entities}
    told: dict[str, list[Statement]] = {}
    for said in briefing.statements:
        told.setdefault(said.sentence, []).append(said)
    found = []
    for place, event in enumerate(briefing.events):
        around = (s for s in told.get(event.sentence, ()) if s.content.holds(event.trigger))
        statement = next(around, None)
        attribution = _attribution(statement, kinds)
        origin = _origin(briefing, statement, attribution)
        found.append(Report(briefing, place, statement, origin, attribution))
    return tuple(found)


def _attribution(statement: Statement | None, kinds: dict[str, EntityType]) -> str:
    if statement is None:
        return UNSOURCED
    if statement.anonymous:
        return ANONYMOUS
    if statement.speaker is None:
        return NAMED
    return NAMED if kinds.get(statement.speaker) == EntityType.PERSON else OFFICIAL


def _origin(briefing: Briefing, statement: Statement | None, attribution: str) -> str:
    """Return whom a report is known from: who said it in public, else the agency, the outlet."""
    if statement and attribution == OFFICIAL and statement.speaker:
        return statement.speaker
    outlet = briefing.outlet.id if briefing.outlet and briefing.outlet.id else ""
    if statement and statement.via and statement.via != outlet:
        return statement.via
    if len(briefing.origins) == 1:
        return briefing.origins[0]
    return outlet


def lineage_of(reports: Sequence[Report]) -> Lineage:
    """Return the lineage of a claim from all its reports."""
    outlets = {
        (report.briefing.outlet.id or report.briefing.outlet.name)
        if report.briefing.outlet
        else report.briefing.article.id
        for report in reports
    }
    origins = tuple(sorted({report.origin for report in reports if report.origin}))
    unnamed = len({report.briefing.article.id for report in reports if not report.origin})
    best = min((report.attribution for report in reports), key=STRENGTHS.index)
    if best == UNSOURCED and len(origins) == 1 and not unnamed:
        best = SINGLE
    return Lineage(len(outlets), origins, unnamed, best)
