"""The records: what a seed says, and what a page is made of.

Everything is frozen. A fact never copies text: it holds a span into the decoded seed.
"""

from __future__ import annotations

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity's name."""

    sentence: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization or place in one seed, with every mention, in text order.

    `known`: it stands in the gazetteer; else a rule found it. `romanised`: its English name is
    written letter by letter from another script.
    """

    id: str
    type: EntityType
    name: Mapping[str, str]
    known: bool
    mentions: tuple[Mention, ...]
    role: str = ""
    romanised: bool = False


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date as the text gives it; `edtf` has the precision that was given, no more.

    `hull`: it is not known when the text was written, and `edtf` spans all that is possible.
    """

    edtf: str
    calendar: str
    basis: str
    relation: str
    sentence: str
    span: Span
    rule: str
    hull: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts; `upper` is the other end of a range.

    `counted` spans the text's words for what is counted, `place` is an entity id or None.
    """

    value: float
    upper: float | None
    unit: str
    qualifier: str
    counted: Span
    place: str | None
    sentence: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says in one sentence.

    `speaker` is an entity id, or None for one that is only described (`speaker_text`); `via` the
    entity id of the agency that carries it. `cue` and `content` span the words of saying and what
    is said. A speaker who goes on is named in an earlier sentence: there stands `speaker_span`.
    """

    speaker: str | None
    speaker_span: Span
    speaker_text: str
    anonymous: bool
    via: str | None
    cue: Span
    content: Span
    direct: bool
    sentence: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned or denied, as one clause says it.

    `when` is EDTF or None, `relation` how the clause relates to it (by, until, ...); `where` and
    `actors` are entity ids. `span` is the clause, `trigger` the words that name the event.
    """

    type: str
    plover: str
    when: str | None
    relation: str
    where: tuple[str, ...]
    actors: tuple[str, ...]
    status: str
    sentence: str
    span: Span
    trigger: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Published:
    """When the text was published; `edtf` is None where nothing tells it.

    `rule` is the first of `rules`, all those whose constraints made the answer what it is.
    """

    edtf: str | None
    basis: Basis
    rule: str
    evidence: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published the text."""

    id: str | None
    name: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something only a person can decide; `remedy` is the line to put into the sidecar."""

    kind: str
    message: str
    span: Span
    remedy: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that is known of one seed from that seed and its sidecar."""

    article: Article
    outlet: Outlet | None
    origins: tuple[str, ...]
    published: Published
    on_topic: bool
    entities: tuple[Entity, ...]
    dates: tuple[DateExpression, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    summary: tuple[str, ...]
    doubts: tuple[Doubt, ...]


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
