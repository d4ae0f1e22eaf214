"""Numbers that count something, with their unit, qualifier and place."""

from __future__ import annotations

from dataclasses import replace

from generator.grammar.counted import other_noun
from generator.grammar.numbers import (
    CountReader,
    Number,
    dual_at,
    longest_phrase,
    numbers_in,
    without_particle,
)
from generator.model import (
    Article,
    DateExpression,
    Entity,
    EntityType,
    Figure,
    Mention,
    Sentence,
    Span,
)
from generator.text.folding import fold
from generator.text.naming import tokens_of
from generator.text.spans import SpanIndex
from generator.vocabulary import Language, Lexicon

_LONGEST_PHRASE = 3
# English puts adjectives before a noun: three main bases.
_ADJECTIVES = 2
# A date belongs to a figure no further off than this, in characters.
_NEAR = 40
# A number without its noun stands no further behind the one that has it; small ones are none.
_ELLIPSIS, _LEAST_ELLIPTIC = 60, 20
_YEARS = range(1900, 2101)
_TIME = ("months", "years", "weeks", "days", "hours")


def find(
    article: Article,
    entities: tuple[Entity, ...],
    dates: tuple[DateExpression, ...],
    lexicon: Lexicon,
) -> tuple[Figure, ...]:
    """Return every number that stands beside what it counts; years and bare numbers are none."""
    found: list[Figure] = []
    places: dict[str, list[tuple[Entity, Mention]]] = {}
    for entity in entities:
        for mention in entity.mentions if entity.type == EntityType.PLACE else ():
            places.setdefault(mention.sentence, []).append((entity, mention))
    dated: dict[str, list[DateExpression]] = {}
    for date in dates:
        dated.setdefault(date.sentence, []).append(date)
    for sentence in article.sentences:
        language = lexicon.languages.get(sentence.lang)
        if language is None or not language.numbers.units:
            continue
        reader = _reader(article, sentence, language)
        numbers = list(numbers_in(reader))
        if not numbers:
            continue
        here = SpanIndex(dated.get(sentence.id, ()), _span_of_date)
        there = SpanIndex(places.get(sentence.id, ()), _span_of_mention)
        for number in numbers:
            figure = _figure(reader, number, sentence, language)
            if figure is None and found and found[-1].sentence == sentence.id:
                figure = _elliptic(reader, number, found[-1], language)
            # The past ten years are a date, and ten years.
            others = (
                (d for d in here.overlapping(figure.span) if "{past}" not in d.rule)
                if figure
                else ()
            )
            if figure and not any(others):
                found.append(_placed(article, figure, there, here, language))
    return tuple(found)


def _reader(article: Article, sentence: Sentence, language: Language) -> CountReader:
    tokens = tokens_of(sentence.span.of(article.text), sentence.span.start)
    return CountReader(tokens, language.numbers, language.clitics, language.script == "Latn")


def _span_of_date(date: DateExpression) -> Span:
    return date.span


def _span_of_mention(item: tuple[Entity, Mention]) -> Span:
    return item[1].span


def _figure(
    reader: CountReader, number: Number, sentence: Sentence, language: Language
) -> Figure | None:
    """Return the number with its unit, or None if it counts nothing that is known."""
    before = reader.tokens.word(number.first - 1) if number.first else ""
    counted = _unit(reader, number)
    if counted is None and before not in reader.numbers.not_after:
        counted = _other(reader, number, language)
    if counted is None or (before in reader.numbers.not_after and not reader.latin):
        return None
    unit, first, last = counted
    start, qualifier = _qualifier(reader, number)
    after = longest_phrase(reader, last, reader.numbers.qualifiers_after)
    if qualifier == "exact" and after:
        last, qualifier = after
    return Figure(
        value=number.value,
        upper=number.upper,
        unit=unit,
        qualifier=number.qualifier or qualifier,
        counted=_percent_sign(reader, number) or reader.span(first, counted[2]),
        place=None,
        as_of=None,
        sentence=sentence.id,
        span=_with_percent(reader.bare_span(start, last), _percent_sign(reader, number)),
        rule=f"figures:{unit}",
    )


def _other(reader: CountReader, number: Number, language: Language) -> tuple[str, int, int] | None:
    """Return what a number counts that no list knows; of one, and of years, nothing."""
    if number.first == number.last or number.qualifier or number.value in _YEARS:
        return None
    following = reader.tokens.word(number.last) if number.last < len(reader.tokens) else ""
    return None if following in reader.numbers.others else other_noun(reader, number, language)


def _elliptic(
    reader: CountReader, number: Number, before: Figure, language: Language
) -> Figure | None:
    """Return a number that counts what the one before it did: 2,500 in Iraq and 900 in Syria."""
    if number.first == number.last or before.unit in (*_TIME, "percent"):
        return None
    following = reader.tokens.word(number.last) if number.last < len(reader.tokens) else ""
    more = following in reader.numbers.others
    within = more or following in language.dates.relations.get("in", ())
    start, qualifier = _qualifier(reader, number)
    span = reader.bare_span(start, number.last)
    gap = span.start - before.span.end
    if not within or (number.value < _LEAST_ELLIPTIC and not more) or not 0 < gap <= _ELLIPSIS:
        return None
    return replace(
        before,
        value=number.value,
        upper=number.upper,
        qualifier=number.qualifier or qualifier,
        place=None,
        as_of=None,
        span=span,
        rule=f"figures:{before.unit}-again",
    )


def _unit(reader: CountReader, number: Number) -> tuple[str, int, int] | None:
    """Return the unit and the range of its words."""
    if number.first == number.last:
        return _unit_within(reader, number.first)
    first = number.last
    if _percent_sign(reader, number):
        return "percent", number.first, first
    if _has_dollar_sign(reader, number):
        return "dollars", number.first, first
    if first >= len(reader.tokens) or reader.tokens.gap(first - 1).strip(" -"):
        return None
    linked = reader.tokens.word(first) in reader.numbers.links
    first += linked
    classified = longest_phrase(reader, first, reader.numbers.classifiers)
    if classified and longest_phrase(reader, classified[0], reader.numbers.units):
        first = classified[0]
    for skipped in range(_ADJECTIVES + 1 if reader.latin and not linked else 1):
        found = longest_phrase(reader, first + skipped, reader.numbers.units)
        # "25 of the month" is a day, and "51 of the Charter" an article.
        if found and not (linked and found[1] in _TIME):
            return found[1], first + skipped, found[0]
    return None


def _unit_within(reader: CountReader, first: int) -> tuple[str, int, int] | None:
    """Return the unit of a noun that says its number itself: two missiles, one year."""
    word = dual_at(reader, first)
    if word is not None:
        return reader.numbers.duals[word], first, first + 1
    noun = longest_phrase(reader, first, reader.numbers.units)
    return (noun[1], first, first + 2) if noun else None


def _percent_sign(reader: CountReader, number: Number) -> Span | None:
    """Return the span of a percent sign right after the number."""
    if number.first == number.last:
        return None
    end = reader.tokens.spans[number.last - 1][1]
    signed = reader.tokens.folded.text[end : end + 1] in ("%", "\u066a")
    return reader.tokens.folded.span(end, end + 1) if signed else None


def _has_dollar_sign(reader: CountReader, number: Number) -> bool:
    start = reader.tokens.spans[number.first][0]
    return number.first < number.last and reader.tokens.folded.text[start - 1 : start] == "$"


def _with_percent(span: Span, sign: Span | None) -> Span:
    return Span(span.start, sign.end) if sign else span


def _qualifier(reader: CountReader, number: Number) -> tuple[int, str]:
    """Return where the qualified number begins, and its qualifier."""
    for length in range(min(_LONGEST_PHRASE, number.first), 0, -1):
        start = number.first - length
        phrase = reader.phrase(start, number.first)
        for candidate in (phrase, *without_particle(phrase, reader.clitics)):
            if candidate in reader.numbers.qualifiers:
                return start, reader.numbers.qualifiers[candidate]
    return number.first, "exact"


def _placed(
    article: Article,
    figure: Figure,
    places: SpanIndex[tuple[Entity, Mention]],
    dates: SpanIndex[DateExpression],
    language: Language,
) -> Figure:
    """Return the figure with the place named right after it behind an "in", and with its date."""
    within = language.dates.relations.get("in", ())
    around = Span(max(0, figure.span.start - _NEAR), figure.span.end + _NEAR)
    place = next(
        (
            entity.id
            for entity, mention in places.overlapping(around)
            if mention.span.start >= figure.span.end
            and fold(article.text[figure.span.end : mention.span.start]).text.strip() in within
        ),
        None,
    )
    place = place or _place_before(article, figure, places, language)
    near = [
        (max(date.span.start - figure.span.end, figure.span.start - date.span.end), date.edtf)
        for date in dates.overlapping(around)
        if not date.hull and date.relation in ("", "in")
    ]
    apart, as_of = min(near, default=(_NEAR, ""))
    return replace(figure, place=place, as_of=as_of if apart < _NEAR else None)


def _place_before(
    article: Article,
    figure: Figure,
    places: SpanIndex[tuple[Entity, Mention]],
    language: Language,
) -> str | None:
    """Return the place that a "where" joins to a figure: in Syria, where it has 900 soldiers."""
    before = Span(max(0, figure.span.start - _NEAR), figure.span.start)
    for entity, mention in reversed(list(places.overlapping(before))):
        if mention.span.end <= figure.span.start:
            between = fold(article.text[mention.span.end : figure.span.start]).text
            joined = between.strip(" \u060c,").startswith(language.numbers.where)
            return entity.id if joined and language.numbers.where else None
    return None
