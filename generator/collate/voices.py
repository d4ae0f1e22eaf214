"""Who said what over all texts: by speaker, the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.calendars import bounds
from generator.model import Briefing, Statement


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its text: the `place`th of its briefing."""

    briefing: Briefing
    place: int

    @property
    def statement(self) -> Statement:
        """Return the statement as the text gives it."""
        return self.briefing.statements[self.place]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all statements, those of the newest texts first.

    `speaker` is an entity id, "" for all who are not named.
    """

    speaker: str
    said: tuple[Said, ...]


def voices(briefings: Sequence[Briefing]) -> tuple[Voice, ...]:
    """Return the speakers that the texts name, the most quoted first, those not named last."""
    groups: dict[str, list[Said]] = defaultdict(list)
    for briefing in briefings:
        for place, statement in enumerate(briefing.statements):
            groups[statement.speaker or ""].append(Said(briefing, place))
    found = [
        Voice(speaker, tuple(sorted(said, key=_newest, reverse=True)))
        for speaker, said in groups.items()
    ]
    return tuple(
        sorted(found, key=lambda voice: (not voice.speaker, -len(voice.said), voice.speaker))
    )


def _newest(said: Said) -> tuple[date, str, int]:
    edtf = said.briefing.published.edtf
    return bounds(edtf)[0] if edtf else date.min, said.briefing.article.id, -said.place
