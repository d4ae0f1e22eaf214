"""The words that name an event in a sentence, and what their clause says of its status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.text.folding import Folded, fold
from generator.text.naming import tokens_of
from generator.text.phrases import Beginnings, any_of
from generator.vocabulary import EventCues, Language

HAPPENED, PLANNED, OPEN = "happened", "planned", "open"
DEMANDED = "demanded"
"""What somebody calls for is no plan: not yet an event."""
# What an event of each type must have near it, in words on either side.
_NEAR_WORDS, _NEAR_REACH = 9, 150
_LONGEST_CLAUSE = 400
# Three dots in a phrase stand for a few words of the clause: mission ... will end.
_GAP = r" *\.\.\. *"
_WORDS_BETWEEN = r"(?: +[^\s.,;:!?\u060c\u061b]+){1,6} +"
_COMMAS = re.compile("[\u060c,]| [\u2013\u2014-] ")
_BREAKS = re.compile("[;\u061b:]|[\u060c,] | [\u2013\u2014-] ")
# Cues of status before a trigger stand no further off than this: in characters, negations in words.
_CUE_REACH = 60
_NEGATION_WORDS = 3
_OWN_VERB = 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that names an event of a type: its range in folded text.

    `clause` is the range of the clause around it; `form` tells whether the words themselves are of
    the past, of the future, or leave it open.
    """

    type: str
    form: str
    start: int
    end: int
    clause: tuple[int, int]


def triggers(folded: Folded, language: Language) -> Iterator[Trigger]:
    """Yield the triggers of a folded sentence, in text order, the longest of those that overlap."""
    found: list[Trigger] = []
    begun = _beginnings(language).of(tokens_of(folded.source, folded.offset).words)
    for type_, cues in language.events.types.items():
        if type_ not in begun:
            continue
        pattern, near, apart = _pattern(language, type_)
        matches = list(pattern.finditer(folded.text))
        near_by = bool(matches) and near.search(folded.text) is not None
        for match in matches:
            form = next(name for name in (HAPPENED, PLANNED, OPEN) if match.groupdict()[name])
            # A verb may stand far from its subject, a noun stands beside what it is of.
            beside = _is_near(folded.text, match, near) if form == OPEN else near_by
            if cues.near and not beside:
                continue
            if apart.search(folded.text[max(0, match.start() - 20) : match.end() + 25]):
                continue
            clause = _clause(folded.text, match.start(), match.end(), language)
            found.append(Trigger(type_, form, *match.span("cue"), clause))
    last = 0
    # The first of those that begin together is the longest; what begins inside it is its part.
    for trigger in sorted(found, key=lambda t: (t.start, -t.end)):
        if trigger.start >= last:
            yield trigger
            last = trigger.end


def status_of(folded: Folded, trigger: Trigger, around: tuple[int, int], language: Language) -> str:
    """Return what the clause says of the event: denied, demanded, conditional, planned, happened.

    `around` is where the trigger before this one ends and the one behind it begins: a negation
    beyond them is not for this one.
    """
    words = language.events
    first = max(trigger.clause[0], trigger.start - _CUE_REACH)
    before = folded.text[first : trigger.start]
    clause = folded.text[trigger.clause[0] : trigger.clause[1]]
    after = folded.text[trigger.end : trigger.clause[1]]
    patterns = _status_patterns(language)
    nearest = folded.text[max(first, around[0]) : trigger.start].split()[-_NEGATION_WORDS:]
    behind = folded.text[trigger.end : min(around[1], trigger.clause[1])]
    meant = patterns["planned_at"].search(before) is not None
    undone = trigger.form == OPEN and not meant and patterns["denied_after"].search(behind)
    so_far = folded.text[trigger.clause[0] : trigger.start]
    itself = folded.text[trigger.start : trigger.end]
    denied = patterns["denied"].search(f"{' '.join(nearest)} {itself}")
    if denied or undone or patterns["denying"].search(so_far):
        # No request to delay the end: it is not the end that is denied.
        delay = patterns["delays"].search(before)
        return words.types[trigger.type].default if delay and not undone else "denied"
    if trigger.form == OPEN and patterns["demanded"].search(before):
        return DEMANDED
    if any(
        not _is_month(folded, trigger.clause[0] + found.start(), language)
        for found in patterns["conditional"].finditer(clause)
    ):
        return "conditional"
    if trigger.form == HAPPENED or patterns["happened_at"].search(before):
        return "happened"
    if trigger.form == PLANNED or meant:
        return "planned"
    cue = _nearest(before, after, patterns, language)
    return cue or words.types[trigger.type].default


def _is_month(folded: Folded, start: int, language: Language) -> bool:
    """Tell whether a word that is also a month's name is written as one: on 5 May."""
    written = folded.source[folded.starts[start]]
    if not (written.isascii() and written.isupper()):
        return False
    word = folded.text[start:].split(maxsplit=1)[0].strip(".,")
    return any(
        word == fold(name).text for names in language.dates.months.values() for name in names
    )


def _nearest(
    before: str, after: str, patterns: Mapping[str, re.Pattern[str]], language: Language
) -> str:
    """Return what the cue nearest to the trigger says: on the side where verbs stand, else behind.

    A verb right behind its noun is the noun's own: the talks will resume.
    """
    ahead, behind = (
        [(m.start(), name) for name in (PLANNED, HAPPENED) for m in patterns[name].finditer(side)]
        for side in (before, after)
    )
    own = min(behind, default=(_OWN_VERB, ""))
    if ahead and not language.tense.verb_last and own[0] >= _OWN_VERB:
        return max(ahead)[1]
    # In Arabic a verb further behind is that of something else.
    first = language.statements.order == "verb-first"
    return own[1] if not first or own[0] < _OWN_VERB else ""


def _is_near(text: str, match: re.Match[str], near: re.Pattern[str]) -> bool:
    start = max(0, match.start() - _NEAR_REACH)
    before = " ".join(text[start : match.start()].split()[-_NEAR_WORDS:])
    after = " ".join(text[match.end() : match.end() + _NEAR_REACH].split()[:_NEAR_WORDS])
    return near.search(match.group()) is not None or any(
        near.search(side) is not None for side in (before, after)
    )


def _clause(text: str, start: int, end: int, language: Language) -> tuple[int, int]:
    first = max(0, start - _LONGEST_CLAUSE)
    first = max((m.end() for m in _BREAKS.finditer(text, first, start)), default=first)
    last = min(len(text), end + _LONGEST_CLAUSE)
    last = next((m.start() for m in _BREAKS.finditer(text, end, last)), last)
    words = _clause_breaks(language)
    first = max([first, *(m.start() for m in words.finditer(text, first, start))])
    last = min([last, *(m.start() for m in words.finditer(text, end, last))])
    return first, last


def commas(text: str) -> int:
    """Return how many commas and dashes part two places in a text."""
    return len(_COMMAS.findall(text))


def breaks(text: str, language: Language) -> int:
    """Return how many words that begin a new clause stand in a folded text."""
    return len(_clause_breaks(language).findall(text))


def demands(text: str, language: Language) -> bool:
    """Tell whether a folded text speaks of what somebody calls for."""
    return _status_patterns(language)["demanded"].search(text) is not None


@lru_cache(maxsize=16)
def _clause_breaks(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(language.events.breaks)})(?!\w)")


@lru_cache(maxsize=16)
def _beginnings(language: Language) -> Beginnings[str]:
    types = language.events.types.items()
    cues = {type_: (*words.happened, *words.planned, *words.open) for type_, words in types}
    return Beginnings(cues, _clitic(language))


def _clitic(language: Language) -> str:
    """Return a pattern of the particles that may be attached to a cue."""
    clitics = language.clitics
    letters = "".join((*clitics.conjunctions, *clitics.prepositions))
    article = f"(?:{clitics.article}|{clitics.contracted})?" if clitics.article else ""
    return f"[{letters}]{{0,2}}{article}" if letters else ""


@lru_cache(maxsize=128)
def _pattern(
    language: Language, type_: str
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cues: EventCues = language.events.types[type_]
    clitic = _clitic(language)
    groups = "|".join(
        f"(?P<{name}>{any_of(words).replace(_GAP, _WORDS_BETWEEN)})"
        for name, words in ((HAPPENED, cues.happened), (PLANNED, cues.planned), (OPEN, cues.open))
    )
    suffix = language.events.suffix
    near = rf"(?<!\w){clitic}(?:{any_of(cues.near)})(?!\w)"
    apart = rf"(?<!\w){clitic}(?:{any_of(cues.apart)})(?!\w)"
    return (
        re.compile(rf"(?<!\w)(?P<cue>{clitic}(?:{groups}){suffix})(?!\w)"),
        re.compile(near),
        re.compile(apart),
    )


@lru_cache(maxsize=16)
def _status_patterns(language: Language) -> dict[str, re.Pattern[str]]:
    words = language.events
    conjunctions = "".join(language.clitics.conjunctions)
    clitic = f"[{conjunctions}]?" if conjunctions else ""

    def alone(group: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){clitic}(?:{any_of(group)})(?!\w)")

    future = any_of((*words.planned, *language.tense.future))
    if language.tense.future_prefixes:
        others = any_of(language.tense.not_future)
        prefixes = "|".join(map(re.escape, language.tense.future_prefixes))
        future = rf"{future}|(?!(?:{others})(?!\w))(?:{prefixes})\w{{2,}}"
    at = any_of(words.planned_at)
    return {
        "denied": alone(words.denied),
        "denied_after": alone(words.denied_after),
        "denying": alone(words.denying),
        "delays": alone(words.delays),
        "happened_at": re.compile(rf"(?<!\w){clitic}(?:{any_of(words.happened_at)}) *$"),
        "conditional": alone(words.conditional),
        "demanded": alone(words.demanded),
        "planned": re.compile(rf"(?<!\w){clitic}(?:{future})(?!\w)"),
        "happened": alone((*words.happened, *language.tense.past)),
        "planned_at": re.compile(rf"(?<!\w){clitic}(?:{at}) *$"),
    }
