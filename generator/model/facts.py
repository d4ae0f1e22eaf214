"""What a seed says: names, dates, figures, statements, events; all that is known of one seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.article import Article, Basis, EntityType, Span


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

    `counted` spans the text's words for what is counted; `place` is an entity id or None, `as_of`
    EDTF or None.
    """

    value: float
    upper: float | None
    unit: str
    qualifier: str
    counted: Span
    place: str | None
    as_of: str | None
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
class Side:
    """One side of a conflict: whom it names (an entity id), and the words that do."""

    entity: str
    sentence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """What one text says in two ways that cannot both hold.

    `kind` is "office" (two people, one office), "holder" (somebody with an office that another
    held when the text was written; `expected` are the ids of who did) or "given-name" (one person
    with two given names). `subject` is the id of the office, or of the person.
    """

    kind: str
    subject: str
    sides: tuple[Side, ...]
    expected: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Gloss:
    """A line in words, by language, that states one fact: an event, a figure or a statement.

    `index` is the fact's place among those of its `kind`.
    """

    kind: str
    index: int
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Published:
    """When the text was published; `edtf` is None where nothing tells it.

    `reasons` are all that made the answer what it is, each a rule and the sentence it rests on;
    `rule` is the first rule, `evidence` are the sentences.
    """

    edtf: str | None
    basis: Basis
    rule: str
    evidence: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


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
    """All that is known of one seed from that seed and its sidecar.

    `titles` are headlines made of the facts, by language.
    """

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
    conflicts: tuple[Conflict, ...]
    glosses: tuple[Gloss, ...]
    titles: Mapping[str, str]
    summary: tuple[str, ...]
    doubts: tuple[Doubt, ...]
