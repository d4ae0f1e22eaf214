"""The names that are known: gazetteer, offices, given names, events; and all data together.

Compared by identity, so that what is compiled from one can be cached by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import EntityType
from generator.vocabulary.language import Language
from generator.vocabulary.search import SearchWords


@dataclass(frozen=True, slots=True, eq=False)
class GivenName:
    """A given name and its usual form in Latin letters."""

    latin: str


@dataclass(frozen=True, slots=True, eq=False)
class KnownEvent:
    """An event whose day everybody knows, and the phrases that name it in each language.

    The phrases of `ahead` tell of it as still to come. Both count in a text that names all of
    `beside`: ids of entities, dates in EDTF.
    """

    id: str
    edtf: str
    source: str
    phrases: Mapping[str, tuple[str, ...]]
    ahead: Mapping[str, tuple[str, ...]]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """An office held; `first` and `last` are EDTF, "" for still or not known."""

    office: str
    first: str
    last: str
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class GuardedForm:
    """A form that means its entry only in one language or beside certain words."""

    text: str
    lang: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GazetteerEntry:
    """A known person, organization or place; `at` is latitude and longitude in degrees, WGS 84.

    `other` holds its names in languages that have no edition, each bound to its language;
    `adjectives`, for a country, what its troops are called.
    """

    id: str
    type: EntityType
    kind: str
    name: Mapping[str, str]
    within: str
    at: tuple[float, float] | None
    source: str
    aliases: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    guarded: tuple[GuardedForm, ...]
    terms: tuple[Term, ...]
    other: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """A post that people hold, and what texts call it."""

    id: str
    name: Mapping[str, str]
    of: str
    unique: bool
    source: str
    forms: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class NameForm:
    """One way to write an entry's name, ready for matching.

    `capitals` holds the exact letters where case matters; `full` is false for a form that counts
    only beside a full one; `lang` is the language of the form, `only` one it is bound to.
    """

    entry: GazetteerEntry
    text: str
    capitals: str
    full: bool
    lang: str
    only: str
    near: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """All name forms by matching key, and every beginning of a key at a word boundary."""

    forms: Mapping[str, tuple[NameForm, ...]]
    beginnings: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything the generator knows before it reads a seed."""

    languages: Mapping[str, Language]
    entries: Mapping[str, GazetteerEntry]
    offices: Mapping[str, Office]
    known_events: tuple[KnownEvent, ...]
    given_names: Mapping[str, Mapping[str, GivenName]]
    names: NameIndex
    labels: Mapping[str, Mapping[str, Any]]
    search: SearchWords
