"""The language and direction of a paragraph, by its script, letters and function words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.text.folding import fold_word
from generator.vocabulary import Language

_WORD = re.compile(r"[^\W\d_]+")
# Below this many letters a line has hardly a language of its own: a date, a name, a button.
_SHORT = 45
_CLEAR = 0.12
_MANY = 12
_LEAST = 0.08
UNKNOWN = "und"


def identify(paragraphs: Sequence[str], languages: Iterable[Language]) -> tuple[str, ...]:
    """Return the BCP 47 code of each paragraph; "und" where no known language fits.

    A short line without evidence of its own takes the language that most of the text has, if that
    is of the same script.
    """
    known = tuple(languages)
    scored = [_score(text, known) for text in paragraphs]
    weight: Counter[str] = Counter()
    for text, (code, certainty, _) in zip(paragraphs, scored, strict=True):
        if certainty >= _CLEAR:
            weight[code] += len(text)
    majority = weight.most_common(1)[0][0] if weight else ""
    scripts = {language.code: language.script for language in known}
    result = []
    for text, (code, certainty, script) in zip(paragraphs, scored, strict=True):
        unsure = certainty < _CLEAR or (len(text) < _SHORT and certainty < 2 * _CLEAR)
        inherits = unsure and majority and script in (scripts[majority], "")
        result.append(majority if inherits else code)
    return tuple(result)


def direction_of(text: str, lang: str, languages: Iterable[Language]) -> str:
    """Return "rtl" or "ltr": the language's direction, or that of the first strong character."""
    for language in languages:
        if language.code == lang:
            return language.direction
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return "ltr"


def _score(text: str, languages: Sequence[Language]) -> tuple[str, float, str]:
    """Return code, certainty (evidence per word) and script of one paragraph."""
    words = _WORD.findall(text)
    script = _script(text)
    candidates = tuple(language for language in languages if language.script == script)
    if not words or not candidates:
        return UNKNOWN, 0.0, script
    spoken = zip(*(_speaks_for(word, candidates) for word in words), strict=True)
    evidence = {
        language.code: sum(shares) / len(words)
        for language, shares in zip(candidates, spoken, strict=True)
    }
    code = max(candidates, key=lambda language: evidence[language.code]).code
    if evidence[code] < (_LEAST if len(words) >= _MANY else 1e-9):
        # Many words and hardly one that the language must use: another language of this script.
        return (UNKNOWN if len(words) >= _MANY else candidates[0].code), 0.0, script
    return code, evidence[code], script


@lru_cache(maxsize=65536)
def _speaks_for(word: str, languages: tuple[Language, ...]) -> tuple[float, ...]:
    """Return how much a word speaks for each of some languages; a function word counts most."""
    folded = fold_word(word)
    return tuple(
        1 if folded in language.function_words else 0.7 if _looks_like(word, language) else 0
        for language in languages
    )


def _looks_like(word: str, language: Language) -> bool:
    if any(letter in language.letters for letter in word):
        return True
    return bool(language.article) and word.startswith(language.article) and len(word) > 4


def _script(text: str) -> str:
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if script := _script_of(character):
            counts[script] += count
    return counts.most_common(1)[0][0] if counts else ""


@lru_cache(maxsize=4096)
def _script_of(character: str) -> str:
    """Return the script of a letter, "" for any other character."""
    if not character.isalpha():
        return ""
    if character.isascii() or "\u00c0" <= character <= "\u024f":
        return "Latn"
    if "\u0600" <= character <= "\u06ff" or "\u0750" <= character <= "\u077f":
        return "Arab"
    return unicodedata.name(character, "?").partition(" ")[0].title()[:4]
