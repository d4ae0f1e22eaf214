"""Numbers that count something, with their unit, qualifier and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model import Article, DateExpression, Entity, EntityType, Figure, Sentence, Span
from generator.text.folding import fold
from generator.text.naming import Tokens
from generator.vocabulary import Clitics, Language, Lexicon, NumberWords

_VAGUE_VALUE = {"hundreds": 100.0, "thousands": 1000.0}
_GROUPING = (",", "\u066c")
_LONGEST_PHRASE = 3
# English puts adjectives before a noun: three main bases.
_ADJECTIVES = 2
_TIME = ("months", "years", "weeks", "days", "hours")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a sentence: words [first, last), its value, the other end of a range."""

    first: int
    last: int
    value: float
    upper: float | None = None
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """The words of one sentence and what the language knows of numbers."""

    tokens: Tokens
    numbers: NumberWords
    clitics: Clitics
    latin: bool

    def phrase(self, first: int, last: int) -> str:
        return " ".join(self.tokens.word(index) for index in range(first, last))

    def is_known(self, word: str) -> bool:
        """Tell whether a word is a number or can begin a phrase about one."""
        if word.isdecimal() or word in self.numbers.values or word in self.numbers.magnitudes:
            return True
        phrases = (*self.numbers.qualifiers, *self.numbers.vague, *self.numbers.duals)
        return any(phrase.split()[0] == word for phrase in phrases)

    def bare_span(self, first: int, last: int) -> Span:
        """Return a span without the particle that is attached to its first word."""
        word = self.tokens.word(first)
        known = (w for w in (word, *_without_particle(word, self.clitics)) if self.is_known(w))
        attached = len(word) - len(next(known, word))
        start, end = self.tokens.spans[first][0] + attached, self.tokens.spans[last - 1][1]
        return self.tokens.folded.span(start, end)

    def span(self, first: int, last: int) -> Span:
        start, end = self.tokens.spans[first][0], self.tokens.spans[last - 1][1]
        return self.tokens.folded.span(start, end)


def find(
    article: Article,
    entities: tuple[Entity, ...],
    dates: tuple[DateExpression, ...],
    lexicon: Lexicon,
) -> tuple[Figure, ...]:
    """Return every number that stands beside what it counts; years and bare numbers are none."""
    found: list[Figure] = []
    for sentence in article.sentences:
        language = lexicon.languages.get(sentence.lang)
        if language is None or not language.numbers.units:
            continue
        taken = [date.span for date in dates if date.sentence == sentence.id]
        reader = _reader(article, sentence, language)
        for number in _numbers(reader):
            figure = _figure(reader, number, sentence)
            if figure and not any(_overlap(figure.span, span) for span in taken):
                found.append(_placed(article, figure, entities, language))
    return tuple(found)


def _reader(article: Article, sentence: Sentence, language: Language) -> _Reader:
    tokens = Tokens(fold(sentence.span.of(article.text), sentence.span.start))
    return _Reader(tokens, language.numbers, language.clitics, language.script == "Latn")


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _numbers(reader: _Reader) -> Iterator[_Number]:
    """Yield the numbers of a sentence from left to right, ranges as one."""
    index = 0
    while index < len(reader.tokens):
        number = _vague(reader, index) or _counted_dual(reader, index) or _plain(reader, index)
        if number is None:
            index += 1
            continue
        number = _range(reader, number)
        yield number
        index = max(number.last, index + 1)


def _vague(reader: _Reader, index: int) -> _Number | None:
    found = _longest(reader, index, reader.numbers.vague)
    if found is None:
        return None
    last, kind = found
    return _Number(index, last, _VAGUE_VALUE[kind], qualifier=kind)


def _counted_dual(reader: _Reader, index: int) -> _Number | None:
    """Return 2 for a dual, which is number and noun in one word.

    With the article it speaks of what is known already: the two months past.
    """
    return _Number(index, index, 2.0) if _dual(reader, index) else None


def _dual(reader: _Reader, index: int) -> str | None:
    word = reader.tokens.word(index)
    candidates = (word, *_without_particle(word, reader.clitics))
    return next((w for w in candidates if w in reader.numbers.duals), None)


def _plain(reader: _Reader, index: int) -> _Number | None:
    """Read digits, words and magnitudes that add up to one number."""
    total, last = 0.0, index
    while (part := _part(reader, last, begun=last > index)) is not None:
        value, following = part
        # Arabic says the units before the tens: five and twenty.
        tens_after_units = total < 10 and value < 100 and value % 10 == 0
        if last > index and value >= total and not tens_after_units:
            break
        total, last = total + value, following
    return _Number(index, last, total) if last > index and total > 1 else None


def _part(reader: _Reader, index: int, *, begun: bool) -> tuple[float, int] | None:
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


def _simple(reader: _Reader, index: int, *, conjoined: bool) -> tuple[float, int] | None:
    if index >= len(reader.tokens):
        return None
    word = reader.tokens.word(index)
    words = list(_bare(reader, index))
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


def _digits(reader: _Reader, index: int, digits: str) -> tuple[float, int]:
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


def _range(reader: _Reader, number: _Number) -> _Number:
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
    return _Number(number.first, other.last, number.value, other.value)


def _figure(reader: _Reader, number: _Number, sentence: Sentence) -> Figure | None:
    """Return the number with its unit, or None if it counts nothing that is known."""
    before = reader.tokens.word(number.first - 1) if number.first else ""
    counted = _unit(reader, number)
    if counted is None or before in reader.numbers.not_after:
        return None
    unit, first, last = counted
    start, qualifier = _qualifier(reader, number)
    after = _longest(reader, last, reader.numbers.qualifiers_after)
    if qualifier == "exact" and after:
        last, qualifier = after
    return Figure(
        value=number.value,
        upper=number.upper,
        unit=unit,
        qualifier=number.qualifier or qualifier,
        counted=_percent_sign(reader, number) or reader.span(first, counted[2]),
        place=None,
        sentence=sentence.id,
        span=_with_percent(reader.bare_span(start, last), _percent_sign(reader, number)),
        rule=f"figures:{unit}",
    )


def _unit(reader: _Reader, number: _Number) -> tuple[str, int, int] | None:
    """Return the unit and the range of its words."""
    if number.first == number.last:
        word = _dual(reader, number.first) or ""
        return reader.numbers.duals[word], number.first, number.first + 1
    first = number.last
    if _percent_sign(reader, number):
        return "percent", number.first, first
    if first >= len(reader.tokens) or reader.tokens.gap(first - 1).strip(" -"):
        return None
    linked = reader.tokens.word(first) in reader.numbers.links
    first += linked
    for skipped in range(_ADJECTIVES + 1 if reader.latin and not linked else 1):
        found = _longest(reader, first + skipped, reader.numbers.units)
        # "25 of the month" is a day, and "51 of the Charter" an article.
        if found and not (linked and (found[1] in _TIME or not number.qualifier)):
            return found[1], first + skipped, found[0]
    return None


def _percent_sign(reader: _Reader, number: _Number) -> Span | None:
    """Return the span of a percent sign right after the number."""
    if number.first == number.last:
        return None
    end = reader.tokens.spans[number.last - 1][1]
    signed = reader.tokens.folded.text[end : end + 1] in ("%", "\u066a")
    return reader.tokens.folded.span(end, end + 1) if signed else None


def _with_percent(span: Span, sign: Span | None) -> Span:
    return Span(span.start, sign.end) if sign else span


def _qualifier(reader: _Reader, number: _Number) -> tuple[int, str]:
    """Return where the qualified number begins, and its qualifier."""
    for length in range(min(_LONGEST_PHRASE, number.first), 0, -1):
        start = number.first - length
        phrase = reader.phrase(start, number.first)
        for candidate in (phrase, *_without_particle(phrase, reader.clitics)):
            if candidate in reader.numbers.qualifiers:
                return start, reader.numbers.qualifiers[candidate]
    return number.first, "exact"


def _longest(reader: _Reader, first: int, phrases: Mapping[str, str]) -> tuple[int, str] | None:
    """Return the end and the meaning of the longest phrase that begins at a word."""
    most = min(first + _LONGEST_PHRASE, len(reader.tokens))
    for last in range(most, first, -1):
        gaps = [reader.tokens.gap(index) for index in range(first, last - 1)]
        if any(gap.strip(" -") for gap in gaps):
            continue
        rest = reader.phrase(first + 1, last)
        for word in _bare(reader, first):
            phrase = f"{word} {rest}".strip()
            if phrase in phrases:
                return last, phrases[phrase]
    return None


def _bare(reader: _Reader, index: int) -> Iterator[str]:
    """Yield a word as it is, and without particles and article."""
    if index >= len(reader.tokens):
        return
    word = reader.tokens.word(index)
    for candidate in (word, *_without_particle(word, reader.clitics)):
        yield candidate
        if reader.clitics.article and candidate.startswith(reader.clitics.article):
            yield candidate[len(reader.clitics.article) :]


def _without_particle(word: str, clitics: Clitics) -> Iterator[str]:
    rest = word
    for letters in (clitics.conjunctions, clitics.prepositions):
        if rest[:1] in letters and len(rest) > 1:
            rest = rest[1:]
            yield rest


def _placed(
    article: Article, figure: Figure, entities: tuple[Entity, ...], language: Language
) -> Figure:
    """Return the figure with the place that is named right after it, behind an "in"."""
    within = language.dates.relations.get("in", ())
    for entity in entities:
        if entity.type != EntityType.PLACE:
            continue
        for mention in entity.mentions:
            gap = article.text[figure.span.end : mention.span.start]
            near = mention.sentence == figure.sentence and mention.span.start >= figure.span.end
            if near and fold(gap).text.strip() in within:
                return Figure(
                    *(figure.value, figure.upper, figure.unit, figure.qualifier, figure.counted),
                    *(entity.id, figure.sentence, figure.span, figure.rule),
                )
    return figure
