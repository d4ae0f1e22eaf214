"""What a seed is made of: its file, its lines and sentences, what its editor added.

Everything is frozen. A fact never copies text: it holds a span into the decoded seed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in the decoded seed."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Basis(StrEnum):
    """How a thing is known."""

    STATED = "stated"
    INFERRED = "inferred"
    EDITOR = "editor"
    UNKNOWN = "unknown"
    LEAD = "lead"


class EntityType(StrEnum):
    """The three types of entity that have pages."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"


class Reason(StrEnum):
    """Why something is left out of the running text: a character, or a whole line."""

    BIDI = "bidi control character"
    CONTROL = "control character"
    INVISIBLE = "invisible character"
    MARKS = "excess of combining marks"
    BOILERPLATE = "boilerplate"
    BYLINE = "byline"
    REPEATED = "repeated passage"

    @property
    def is_passage(self) -> bool:
        """Tell whether whole lines are left out for this reason."""
        return self in (Reason.BOILERPLATE, Reason.BYLINE, Reason.REPEATED)


@dataclass(frozen=True, slots=True)
class SeedFile:
    """The file a seed was read from.

    `path` is relative to the seeds folder, `size` is in bytes, `encoding` is the one assumed.
    """

    path: str
    sha256: str
    size: int
    encoding: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A passage that is kept on the record but left out of the running text."""

    span: Span
    reason: Reason


def reaching_into(removed: Sequence[Removal], span: Span) -> Sequence[Removal]:
    """Return what of the removals, which stand in text order, reaches into a span."""
    first = bisect_left(removed, span.start, key=lambda removal: removal.span.start)
    while first and removed[first - 1].span.end > span.start:
        first -= 1
    return removed[first : bisect_left(removed, span.end, first, key=lambda r: r.span.start)]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the seed that belongs to its body or headline."""

    number: int
    span: Span
    lang: str
    direction: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its stable id, which is also its HTML id."""

    id: str
    span: Span
    lang: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Title:
    """A headline; `span` is None where an editor supplied the words."""

    text: str
    lang: str
    basis: Basis
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A sentence an editor wrote, and the ids of the sentences it rests on.

    `line` is where the ids stand in the sidecar.
    """

    text: str
    cites: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's word on what a form of a name means in one seed; "" means: no entity.

    `line` is where it stands in the sidecar.
    """

    text: str
    entity: str
    line: int


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What an editor knows of a seed; what is empty was not supplied; `given` is all of it."""

    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, tuple[CitedLine, ...]] = field(default_factory=dict)
    published: str = ""
    outlet: str = ""
    url: str = ""
    licence: str = ""
    notes: str = ""
    corrections: tuple[Correction, ...] = ()
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two entity ids that an editor says are one: the one that goes, the one that stays.

    `place` is the file and line that says so.
    """

    gone: str
    kept: str
    place: str


@dataclass(frozen=True, slots=True)
class Article:
    """A seed made readable: decoded, divided, cleaned; `text` is what stands in the file."""

    id: str
    seed: SeedFile
    text: str
    lang: str
    langs: tuple[str, ...]
    direction: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    removed: tuple[Removal, ...]
    title: Title
    sidecar: Sidecar = Sidecar()

    def line_of(self, offset: int) -> int:
        """Return the 1-based line of the seed on which the code point at `offset` stands."""
        return self.text.count("\n", 0, offset) + 1

    def plain(self, span: Span) -> str:
        """Return the words of a span without what was removed from it, with single spaces."""
        kept, last = [], span.start
        for removal in reaching_into(self.removed, span):
            if span.holds(removal.span) and removal.span.end > last:
                kept.append(self.text[last : removal.span.start])
                last = removal.span.end
        kept.append(self.text[last : span.end])
        return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file in the seeds folder that cannot be published, and why."""

    name: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Intake:
    """All that stands in a seeds folder."""

    articles: tuple[Article, ...]
    quarantined: tuple[Quarantined, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A generated file: `path` is relative to the generated folder, with forward slashes."""

    path: str
    text: str
