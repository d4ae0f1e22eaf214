"""Who published the texts, and whom they draw on: coverage by language, month and milestone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.collate.occurrences import Occurrence
from generator.model import Briefing

OUTLET, ORIGIN = "outlet", "origin"


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet or an origin with its texts, newest first.

    `id` is an entity id or ""; `name` is what is shown of one that no list knows. `langs` and
    `months` (EDTF; "" for not known) count texts; `milestones` are those that its texts tell of.
    """

    role: str
    id: str
    name: str
    briefings: tuple[Briefing, ...]
    langs: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    milestones: tuple[Occurrence, ...]


def sources(briefings: Sequence[Briefing], occurrences: Sequence[Occurrence]) -> tuple[Source, ...]:
    """Return every outlet, then every origin, those with the most texts first.

    Texts that name no outlet stand under one with neither id nor name.
    """
    groups: dict[tuple[str, str, str], list[Briefing]] = defaultdict(list)
    for briefing in briefings:
        outlet = briefing.outlet
        key = (outlet.id or "", outlet.name) if outlet else ("", "")
        groups[(OUTLET, *key)].append(briefing)
        for origin in briefing.origins:
            groups[ORIGIN, origin, ""].append(briefing)
    told: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        for id_ in {report.briefing.article.id for report in occurrence.reports}:
            if occurrence.is_milestone and occurrence.when:
                told[id_].append(occurrence)
    found = [
        Source(
            *(role, id_, name, tuple(texts)),
            langs=_counted(text.article.lang for text in texts),
            months=_counted(_month(text) for text in texts),
            milestones=_milestones(texts, told),
        )
        for (role, id_, name), texts in groups.items()
    ]
    order = {OUTLET: 0, ORIGIN: 1}
    return tuple(sorted(found, key=lambda s: (order[s.role], -len(s.briefings), s.id, s.name)))


def _month(briefing: Briefing) -> str:
    """Return the month in which a text was published, "" where it is not known."""
    first, _, last = (briefing.published.edtf or "").partition("/")
    known = len(first) >= len("2024-01") and first[:7] == (last or first)[:7]
    return first[:7] if known else ""


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items()))


def _milestones(
    texts: Sequence[Briefing], told: dict[str, list[Occurrence]]
) -> tuple[Occurrence, ...]:
    found = {o.id: o for text in texts for o in told.get(text.article.id, ())}
    return tuple(sorted(found.values(), key=lambda o: (o.when or "", o.id)))
