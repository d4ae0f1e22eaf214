"""The numbers of a sentence: digits, words, magnitudes, duals, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Span
from generator.text.naming import Tokens
from generator.vocabulary import Clitics, NumberWords

_VAGUE_VALUE = {"hundreds": 100.0, "thousands": 1000.0}
_GROUPING = (",", "\u066c")
_LONGEST_PHRASE = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: words [first, last), its value, the other end of a range."""

    first: int
    last: int
    value: float
    upper: float | None = None
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class CountReader:
    """The words of one sentence and what the language knows of numbers."""

    tokens: Tokens
    numbers: NumberWords
    clitics: Clitics
    latin: bool

    def phrase(self, first: int, last: int) -> str:
        """Return words [first, last), folded."""
        return " ".join(self.tokens.words[first:last])

    def written(self, index: int) -> str:
        """Return a word as it is written."""
        folded, (start, end) = self.tokens.folded, self.tokens.spans[index]
        span = folded.span(start, end)
        return folded.source[span.start - folded.offset : span.end - folded.offset]

    def is_known(self, word: str) -> bool:
        """Tell whether a word is a number or can begin a phrase about one."""
        if word.isdecimal() or word in self.numbers.values or word in self.numbers.magnitudes:
            return True
        return word in _phrase_starts(self.numbers)

    def bare_span(self, first: int, last: int) -> Span:
        """Return a span without the particle that is attached to its first word."""
        word = self.tokens.word(first)
        known = (w for w in (word, *without_particle(word, self.clitics)) if self.is_known(w))
        attached = len(word) - len(next(known, word))
        start, end = self.tokens.spans[first][0] + attached, self.tokens.spans[last - 1][1]
        return self.tokens.folded.span(start, end)

    def span(self, first: int, last: int) -> Span:
        """Return the span of words [first, last)."""
        start, end = self.tokens.spans[first][0], self.tokens.spans[last - 1][1]
        return self.tokens.folded.span(start, end)


# Nothing of this story is counted so: that many digits are no number of anything.
_TOO_MUCH = 1e15


def numbers_in(reader: CountReader) -> Iterator[Number]:
    """Yield the numbers of a sentence from left to right, ranges as one."""
    numbers, clitics, free = reader.numbers, reader.clitics, 0
    for index, word in enumerate(reader.tokens.words):
        if not _begins(word, numbers, clitics) or index < free:
            continue
        if reader.written(index) in numbers.not_numbers:
            continue
        number = (
            _vague(reader, index)
            or _counted_dual(reader, index)
            or _one_more(reader, index)
            or _plain(reader, index)
        )
        if number is not None:
            number = _range(reader, number)
            if max(number.value, number.upper or 0) < _TOO_MUCH:
                yield number
            free = number.last


@lru_cache(maxsize=65536)
def _begins(word: str, numbers: NumberWords, clitics: Clitics) -> bool:
    known = _starts(numbers)
    return any(bare.isdecimal() or bare in known for bare in _without_article(word, clitics))


@lru_cache(maxsize=16)
def _starts(numbers: NumberWords) -> frozenset[str]:
    """Return the words that a number can begin with."""
    phrases = (*numbers.values, *numbers.magnitudes, *numbers.vague, *numbers.duals)
    nouns = numbers.units if numbers.ones else ()
    return frozenset(phrase.split()[0] for phrase in (*phrases, *nouns))


@lru_cache(maxsize=16)
def _phrase_starts(numbers: NumberWords) -> frozenset[str]:
    """Return the words that a phrase about a number can begin with."""
    phrases = (*numbers.qualifiers, *numbers.vague, *numbers.duals)
    return frozenset(phrase.split()[0] for phrase in phrases)


def _vague(reader: CountReader, index: int) -> Number | None:
    found = longest_phrase(reader, index, reader.numbers.vague)
    if found is None:
        return None
    last, kind = found
    return Number(index, last, _VAGUE_VALUE[kind], qualifier=kind)


def _counted_dual(reader: CountReader, index: int) -> Number | None:
    """Return 2 for a dual, which is number and noun in one word.

    With the article it speaks of what is known already: the two months past.
    """
    return Number(index, index, 2.0) if dual_at(reader, index) else None


def _one_more(reader: CountReader, index: int) -> Number | None:
    """Return 1 for a noun in the singular that is said to be one: one year, a further year."""
    if index + 1 >= len(reader.tokens) or reader.tokens.gap(index) != " ":
        return None
    noun = any(word in reader.numbers.units for word in _bare(reader, index))
    one = noun and reader.tokens.word(index + 1) in reader.numbers.ones
    return Number(index, index, 1.0) if one else None


def dual_at(reader: CountReader, index: int) -> str | None:
    """Return the dual that a word is, without its particle, or None."""
    word = reader.tokens.word(index)
    candidates = (word, *without_particle(word, reader.clitics))
    return next((w for w in candidates if w in reader.numbers.duals), None)


def _plain(reader: CountReader, index: int) -> Number | None:
    """Read digits, words and magnitudes that add up to one number."""
    total, last = 0.0, index
    while (part := _part(reader, last, begun=last > index)) is not None:
        value, following = part
        # Arabic says the units before the tens: five and twenty.
        tens_after_units = total < 10 and value < 100 and value % 10 == 0
        if last > index and value >= total and not tens_after_units:
            break
        total, last = total + value, following
    return Number(index, last, total) if last > index and total > 1 else None


def _part(reader: CountReader, index: int, *, begun: bool) -> tuple[float, int] | None:
    """Read one summand: a number and its magnitudes; after the first, behind an "and"."""
    if index >= len(reader.tokens):
        return None
    if begun and reader.latin and reader.tokens.gap(index - 1) != "-":
        return None
    skipped = begun and reader.tokens.word(index) in reader.numbers.joins
    start = index + 1 if skipped else index
    simple = _simple(reader, start, conjoined=begun and not skipped)
    if simple is None:
        return None
    value, following = simple
    while following < len(reader.tokens):
        magnitude = reader.numbers.magnitudes.get(reader.tokens.word(following))
        if magnitude is None or reader.tokens.gap(following - 1) != " ":
            break
        value, following = value * magnitude, following + 1
    return value, following


def _simple(reader: CountReader, index: int, *, conjoined: bool) -> tuple[float, int] | None:
    if index >= len(reader.tokens):
        return None
    word = reader.tokens.word(index)
    words = list(_bare(reader, index))
    if conjoined and word in reader.numbers.teens:
        return 10.0, index + 1
    if conjoined and not reader.latin:
        # A second summand carries its own "and": khamsa wa-ishrun.
        words = [word[1:]] if word[:1] in reader.clitics.conjunctions else []
    for candidate in words:
        if candidate.isdecimal():
            return _digits(reader, index, candidate)
        known = reader.numbers.values.get(candidate) or reader.numbers.magnitudes.get(candidate)
        if known is not None and not (reader.latin and candidate in reader.numbers.magnitudes):
            return float(known), index + 1
    return None


def _digits(reader: CountReader, index: int, digits: str) -> tuple[float, int]:
    following = index + 1
    while following < len(reader.tokens):
        gap, word = reader.tokens.gap(following - 1), reader.tokens.word(following)
        if gap in _GROUPING and re.fullmatch(r"\d{3}", word):
            digits += word
        elif gap == "." and word.isdecimal() and "." not in digits:
            digits += "." + word
        else:
            break
        following += 1
    return float(digits), following


def _range(reader: CountReader, number: Number) -> Number:
    """Extend a number to a range: between 250 and 350, 250 to 350."""
    join = number.last
    if number.qualifier or join == number.first or join + 1 >= len(reader.tokens):
        return number
    between = number.first > 0 and reader.tokens.word(number.first - 1) in reader.numbers.between
    *outright, conjunction = reader.numbers.joins or ("",)
    word = reader.tokens.word(join)
    start = join + 1
    if between and not reader.latin and word[:1] in reader.clitics.conjunctions and len(word) > 1:
        start = join
    elif word not in outright and not (between and word == conjunction):
        return number
    other = _plain(reader, start)
    if other is None or other.value <= number.value:
        return number
    return Number(number.first, other.last, number.value, other.value)


def longest_phrase(
    reader: CountReader, first: int, phrases: Mapping[str, str]
) -> tuple[int, str] | None:
    """Return the end and the meaning of the longest phrase that begins at a word."""
    words = _bare(reader, first)
    most = first + 1
    furthest = min(first + _LONGEST_PHRASE, len(reader.tokens.words))
    while most < furthest and not reader.tokens.gap(most - 1).strip(" -"):
        most += 1
    for last in range(most, first, -1):
        rest = reader.phrase(first + 1, last)
        for word in words:
            phrase = f"{word} {rest}".strip()
            if phrase in phrases:
                return last, phrases[phrase]
    return None


def _bare(reader: CountReader, index: int) -> tuple[str, ...]:
    """Return a word as it is, and without particles and article."""
    words = reader.tokens.words
    return _without_article(words[index], reader.clitics) if index < len(words) else ()


@lru_cache(maxsize=65536)
def _without_article(word: str, clitics: Clitics) -> tuple[str, ...]:
    words = []
    for candidate in (word, *without_particle(word, clitics)):
        words.append(candidate)
        if clitics.article and candidate.startswith(clitics.article):
            words.append(candidate[len(clitics.article) :])
    return tuple(words)


def without_particle(word: str, clitics: Clitics) -> Iterator[str]:
    """Yield a word without its conjunction, and without a preposition behind that."""
    rest = word
    for letters in (clitics.conjunctions, clitics.prepositions):
        if rest[:1] in letters and len(rest) > 1:
            rest = rest[1:]
            yield rest
