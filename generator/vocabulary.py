"""The records that the data files become: languages, gazetteer, offices; no words of their own.

Compared by identity, so that what is compiled from one can be cached by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import EntityType


@dataclass(frozen=True, slots=True, eq=False)
class Clitics:
    """Particles that a language attaches to the front of a word, folded."""

    conjunctions: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    article: str = ""
    contracted: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Boilerplate:
    """Lines that belong to a page and not to its article, folded."""

    lines: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    bylines: frozenset[str] = frozenset()
    byline_starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OriginCues:
    """Words beside an agency's name that say the text draws on it, folded.

    `publisher` opens a text that names its own outlet.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """How a language writes dates.

    `forms` have the slots {day}, {month}, {year} and {edge}; `months` maps (calendar, number) to
    names, `relations` and `edges` map a relation or an edge of a year to its words.
    """

    forms: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()
    two_months: tuple[str, ...] = ()
    edges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    weekdays: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """How a language counts, folded.

    `values`, `magnitudes` and `duals` map a word to what it says; `units` maps a noun to its unit,
    `qualifiers` and `vague` map a phrase to its kind.
    """

    values: Mapping[str, int] = field(default_factory=dict)
    magnitudes: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, str] = field(default_factory=dict)
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    qualifiers_after: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    duals: Mapping[str, str] = field(default_factory=dict)
    between: frozenset[str] = frozenset()
    joins: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One file of `data/languages`. `letters` are as written, words are folded."""

    code: str
    script: str
    direction: str
    letters: str
    function_words: frozenset[str]
    article: str
    abbreviations: frozenset[str]
    starters: frozenset[str]
    clitics: Clitics
    boilerplate: Boilerplate
    origins: OriginCues
    dates: DateWords
    numbers: NumberWords
    topic: tuple[str, ...]


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
    """A known person, organization or place; `at` is latitude and longitude in degrees, WGS 84."""

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
    names: NameIndex
    labels: Mapping[str, Mapping[str, Any]]
