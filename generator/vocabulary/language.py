"""The words of one language, by what they are for; a file of `data/languages` each.

Compared by identity, so that what is compiled from one can be cached by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.calendars import Relative


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

    `forms` name the year, `half_forms` a month without one, `relative_forms` count from the day of
    writing; their slots are in `docs/developers/languages.md`. `months` maps (calendar, number) to
    names; `relations`, `edges`, `shifts` and `units` map a meaning to its words, `words` whole
    expressions to what they mean.
    """

    forms: tuple[str, ...] = ()
    half_forms: tuple[str, ...] = ()
    relative_forms: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()
    month_after: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    two_months: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    not_dates: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    shifts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[Relative, tuple[str, ...]] = field(default_factory=dict)
    ordinals: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    edges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    weekdays: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class TenseCues:
    """Words that tell what is past from what is to come, folded.

    A word with one of `future_prefixes` is a future verb unless it is in `not_future`. Behind one
    of `cuts` begins something else than what a verb before it tells; `past_plans` tell of a plan
    that was, `begun` of something that started and lasts.
    """

    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    future_prefixes: tuple[str, ...] = ()
    not_future: tuple[str, ...] = ()
    verb_last: bool = False
    cuts: frozenset[str] = frozenset()
    past_plans: tuple[str, ...] = ()
    compared: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class PeopleWords:
    """How people are introduced, folded.

    `offices` maps the beginning of an office's id to its bare titles; `titles` are all words that
    stand before a name, `ranks` those that a name follows at once, `stops` such as never stand in
    one; `former` says that an office is no longer held. A given name in `ambiguous` is a common
    word too, one behind `not_after` is a ship's; `particles` join names and end none;
    `homographs` are names, as written, that fold like one of the stops. `letters`
    are for romanising.
    """

    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    homographs: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    letters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class StatementCues:
    """How a language reports what somebody says, folded.

    `order` is verb-first, subject-first or verb-last. `verbs` and `participles` map what the form
    tells of the speaker (masculine, feminine, plural or any) to its words; `kinds` and `nations`
    what unnamed speakers are and whose. `documents` stand between words of attribution and who
    issued them, `relatives` behind a name that speaks in a clause of its own, `objects` behind
    words that a verb is about; `passives` before a verb say that nobody speaks, `directly` behind
    one that what is said begins.
    """

    order: str = ""
    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    participles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    according: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    complementizers: tuple[str, ...] = ()
    thats: frozenset[str] = frozenset()
    speaker_ends: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    referring: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    documents_attached: tuple[str, ...] = ()
    relatives: frozenset[str] = frozenset()
    passives: tuple[str, ...] = ()
    directly: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    quoting: tuple[str, ...] = ()
    thatless: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pronouns: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    anonymous: frozenset[str] = frozenset()
    feminine_ends: tuple[str, ...] = ()
    verb_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class EventCues:
    """How a language names events of one type, folded.

    `happened` and `planned` are words that tell their status themselves, `open` leave it to the
    clause, which else says `default`. One of `near` must stand near by, none of `apart`.
    Three dots in a cue stand for one to six words.
    """

    happened: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    default: str = "happened"


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """How a language tells of events: types, what the clause says of their status, its breaks.

    `denying` denies all that its clause tells; of what stands behind a word of `delays` it is the
    delay that is denied. `happened_at` before a trigger says that it is over.
    `at` stands before the place of an event, `leaving` before one that forces leave; an "in" behind
    a word of `elsewhere` (a war) tells that one's place. `suffix` is a pattern of what may be
    attached to a trigger's end: pronouns, plurals.
    """

    types: Mapping[str, EventCues] = field(default_factory=dict)
    denied: tuple[str, ...] = ()
    denied_after: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    delays: tuple[str, ...] = ()
    happened_at: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    planned_at: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    suffix: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """How a language counts, folded.

    `values`, `magnitudes` and `duals` map a word to what it says; `units` maps a noun to its unit,
    `qualifiers` and `vague` map a phrase to its kind. `ones` behind a noun say that it is one,
    `teens` behind a number below ten that it is ten more. What no unit is, but `not_counted`, is
    counted in the text's own words; `not_numbers`, as written, are no numbers; what eleven to
    ninety-nine count has one of `counted_ends`; `others` are more of what was counted before,
    `classifiers` stand before the noun, `where` between a place and what is counted there.
    """

    values: Mapping[str, int] = field(default_factory=dict)
    magnitudes: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, str] = field(default_factory=dict)
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    qualifiers_after: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    duals: Mapping[str, str] = field(default_factory=dict)
    ones: frozenset[str] = frozenset()
    teens: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    joins: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_counted: frozenset[str] = frozenset()
    not_numbers: frozenset[str] = frozenset()
    counted_ends: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    classifiers: Mapping[str, str] = field(default_factory=dict)
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """What a text about the drawdown says, folded: `forces` are US forces, `words` what they do.

    `coalition` and `troops` may be others' too; `leaving` makes them those of the drawdown.
    """

    words: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    coalition: tuple[str, ...] = ()
    troops: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()


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
    tense: TenseCues
    numbers: NumberWords
    people: PeopleWords
    statements: StatementCues
    events: EventWords
    topic: TopicWords
