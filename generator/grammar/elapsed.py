"""How long something had lasted: "after more than six months of talks that began in January"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.grammar.numbers import CountReader, longest_phrase, numbers_in, without_particle
from generator.model import Span
from generator.text.naming import tokens_of
from generator.vocabulary import Language

_MONTHS = {"months": 1, "years": 12}
_LONGEST_QUALIFIER = 3


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A length of time that had passed, in months; `more` says that it was longer."""

    months: int
    more: bool
    span: Span


def elapsed_in(text: str, start: int, language: Language) -> Iterator[Elapsed]:
    """Yield the lengths of time that stand behind an "after" in a sentence that tells of a start.

    `start` is where the sentence begins; spans are offsets from there.
    """
    tokens = tokens_of(text, start)
    words = {tokens.word(index) for index in range(len(tokens))}
    if not language.tense.begun & words:
        return
    reader = CountReader(tokens, language.numbers, language.clitics, language.script == "Latn")
    for number in numbers_in(reader):
        noun = longest_phrase(reader, number.last, language.numbers.units)
        if noun is None or noun[1] not in _MONTHS or number.value != int(number.value):
            continue
        first, qualifier = _qualified(reader, number.first)
        if qualifier != "less-than" and _is_after(reader, first, language):
            months = int(number.value) * _MONTHS[noun[1]]
            yield Elapsed(months, qualifier == "more-than", reader.span(first, noun[0]))


def _qualified(reader: CountReader, first: int) -> tuple[int, str]:
    """Return where a number begins with the words that qualify it, and what they say."""
    for length in range(min(_LONGEST_QUALIFIER, first), 0, -1):
        phrase = reader.phrase(first - length, first)
        if phrase in reader.numbers.qualifiers:
            return first - length, reader.numbers.qualifiers[phrase]
    return first, "exact"


def _is_after(reader: CountReader, first: int, language: Language) -> bool:
    for phrase in language.dates.relations.get("after", ()):
        start = first - len(phrase.split())
        if start < 0:
            continue
        words = reader.phrase(start, first)
        if phrase in (words, *without_particle(words, language.clitics)):
            return True
    return False
