"""Whether what stands beside a place in a sentence is past or still to come."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text.phrases import any_of
from generator.vocabulary import Language

PAST, UNKNOWN, FUTURE = -1, 0, 1
# A cue is no further off than this, in characters.
_REACH = 400
_NEAR = 70
# A date that begins no further than this opens its sentence.
_OPENING = 40
_PLAN = 120
_STOPS = '\u060c,;\u061b:"\u201c\u00ab('


def tense_at(text: str, first: int, last: int, language: Language) -> int:
    """Return the tense of folded `text` around [first, last): PAST, UNKNOWN or FUTURE.

    The nearest cue decides, on the side where the language puts its verbs: before the place in
    Arabic and English, behind it in Persian; a cue on the other side counts where there is none.
    """
    pattern = _cues(language)
    before = [_meaning(found) for found in pattern.finditer(text, max(0, first - _REACH), first)]
    found = pattern.search(text, last, last + _REACH)
    after = _meaning(found) if found else UNKNOWN
    nearest = before[-1] if before else UNKNOWN
    if language.tense.verb_last:
        return after or nearest
    return nearest or after


def was_planned(text: str, first: int, last: int, language: Language) -> bool:
    """Tell whether a plan is told as one of the past: it was to end by then."""
    around = text[max(0, first - _PLAN) : last + (_PLAN if language.tense.verb_last else 0)]
    return _past_plans(language).search(around) is not None


@lru_cache(maxsize=16)
def _past_plans(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)\w?(?:{any_of(language.tense.past_plans)})(?!\w)")


def sure_tense_at(text: str, first: int, last: int, language: Language) -> int:
    """Return the tense of what [first, last) dates where a cue in its own words says it.

    A verb of saying dates what is said, not what is told, and what is agreed on is still to come:
    neither says it, and nothing behind a comma or a that.
    """
    pattern = _cues(language)
    if language.tense.verb_last:
        if _is_attribute(text, first, language):
            return UNKNOWN
        behind = text[last : last + _NEAR]
        found = pattern.search(behind)
        gap = behind[: found.start()] if found else ""
    else:
        ahead = text[max(0, first - _NEAR) : first]
        found = max(pattern.finditer(ahead), key=lambda cue: cue.start(), default=None)
        gap = ahead[found.end() :] if found else ""
    if found is None:
        return UNKNOWN if language.tense.verb_last else _opening_tense(text, first, last, language)
    words = gap.split()
    cut = any(word in language.tense.cuts for word in words) or any(c in gap for c in _STOPS)
    said = any(word in language.statements.verb_words for word in found[0].split())
    return UNKNOWN if cut or said else _meaning(found)


def _is_attribute(text: str, first: int, language: Language) -> bool:
    """Tell whether a date stands behind a noun without a preposition: the agreement of March 2023.

    It dates the noun, and not what the verb tells.
    """
    before = text[:first].rstrip()
    if not before or before[-1] in _STOPS:
        return False
    relations = language.dates.relations.values()
    return not any(before.endswith(phrase) for group in relations for phrase in group)


def _opening_tense(text: str, first: int, last: int, language: Language) -> int:
    """Return PAST for a date that opens its sentence, where all that follows it is past."""
    if first > _OPENING:
        return UNKNOWN
    behind = [*_cues(language).finditer(text, last, last + _REACH)]
    if not behind or behind[0].start() - last > _NEAR:
        return UNKNOWN
    said = any(word in language.statements.verb_words for word in behind[0][0].split())
    past = all(_meaning(cue) == PAST for cue in behind)
    return PAST if past and not said else UNKNOWN


def _meaning(found: re.Match[str]) -> int:
    return FUTURE if found["future"] else PAST


@lru_cache(maxsize=16)
def _cues(language: Language) -> re.Pattern[str]:
    tense = language.tense
    conjunctions = "".join(language.clitics.conjunctions)
    clitic = f"[{conjunctions}]?" if conjunctions else ""
    future = any_of(tense.future)
    if tense.future_prefixes:
        others = any_of(tense.not_future)
        prefixes = "|".join(map(re.escape, tense.future_prefixes))
        future = rf"{future}|(?!(?:{others})(?!\w))(?:{prefixes})\w{{2,}}"
    return re.compile(
        rf"(?<!\w){clitic}(?:(?P<future>{future})|(?P<past>{any_of(tense.past)}))(?!\w)"
    )
