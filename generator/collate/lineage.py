"""Where a report comes from, and how strong what many report is: origins count, not outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Briefing, Event, Figure, Statement
from generator.vocabulary import GazetteerEntry

DENIED = "denied"
"""The status of what a text says not to be so."""
OFFICIAL, NAMED, ANONYMOUS, SINGLE, UNSOURCED = (
    *("official", "named", "anonymous", "single-origin", "no-source"),
)
# What speaks for a state or for states; an armed group, a party or an outlet does not.
_OFFICIAL_KINDS = {
    *("government", "ministry", "military", "coalition", "commission", "parliament", "court"),
    *("international", "institution"),
}
STRENGTHS = (OFFICIAL, NAMED, ANONYMOUS, SINGLE, UNSOURCED)
"""Labels of strength, the strongest first."""


@dataclass(frozen=True, slots=True)
class Report:
    """One text's telling of an event: the `place`th of its briefing.

    `statement` is the one whose words tell it, if any; `origin` the entity id of whom it is known
    from in the end (a person or body that said it, an agency, an outlet), "" where the text does
    not say.
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

    @property
    def figures(self) -> Iterator[Figure]:
        """Yield the figures of the clause that tells it."""
        return (f for f in self.briefing.figures if self.event.span.holds(f.span))


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


def reports_of(briefing: Briefing, entries: Mapping[str, GazetteerEntry]) -> tuple[Report, ...]:
    """Return the reports of a briefing's events, in text order; `entries` are the gazetteer's."""
    told: dict[str, list[Statement]] = {}
    for said in briefing.statements:
        told.setdefault(said.sentence, []).append(said)
    found = []
    for place, event in enumerate(briefing.events):
        around = (s for s in told.get(event.sentence, ()) if s.content.holds(event.trigger))
        statement = next(around, None)
        attribution = _attribution(statement, entries)
        origin = _origin(briefing, statement, entries)
        found.append(Report(briefing, place, statement, origin, attribution))
    return tuple(found)


def _attribution(statement: Statement | None, entries: Mapping[str, GazetteerEntry]) -> str:
    if statement is None:
        return UNSOURCED
    if statement.anonymous:
        return ANONYMOUS
    speaker = entries.get(statement.speaker or "")
    return OFFICIAL if speaker and speaker.kind in _OFFICIAL_KINDS else NAMED


def _origin(
    briefing: Briefing, statement: Statement | None, entries: Mapping[str, GazetteerEntry]
) -> str:
    """Return whom a report is known from: who said it by name, else the agency, the outlet."""
    outlet = briefing.outlet.id if briefing.outlet and briefing.outlet.id else ""
    if statement and statement.speaker in entries and not statement.anonymous:
        return str(statement.speaker)
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
