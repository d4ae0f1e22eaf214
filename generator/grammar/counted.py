"""What a number counts where no list knows the noun: three working groups."""

from __future__ import annotations

from generator.grammar.numbers import CountReader, Number
from generator.vocabulary import Language

OTHER = "other"
_LEAST_LETTERS = 3
_ACCUSATIVE = range(11, 100)
# English puts adjectives before a noun.
_MOST_WORDS = 4
_NO_PLURALS = ("ss", "us", "is", "'s")


def other_noun(
    reader: CountReader, number: Number, language: Language
) -> tuple[str, int, int] | None:
    """Return the unit `other` with the range of the words that a number counts, or None.

    In Arabic and Persian that is the next word; in English the next plural, with the adjectives
    before it. A year, a hyphenated name or a number in a name counts nothing.
    """
    first, before = number.last, number.first - 1
    attached = before >= 0 and reader.tokens.gap(before) not in (" ", ", ", "\u060c ", ". ")
    if first >= len(reader.tokens) or attached or reader.tokens.gap(first - 1) != " ":
        return None
    if reader.latin:
        named = before > 0 and not _is_lower(reader, before)
        last = 0 if named else _plural(reader, first, language)
    else:
        last = _next(reader, first, language)
        ends = reader.numbers.counted_ends if number.value in _ACCUSATIVE else ()
        last = last if not ends or reader.tokens.word(first).endswith(ends) else 0
    return (OTHER, first, last) if last else None


def _next(reader: CountReader, index: int, language: Language) -> int:
    word, clitics = reader.tokens.word(index), language.clitics
    bound = (*clitics.conjunctions, *(p + clitics.article for p in clitics.prepositions))
    taken = word.startswith(clitics.article) if clitics.article else False
    taken = taken or (bool(clitics.article) and word.startswith((*bound, clitics.contracted)))
    return 0 if taken or not _can_be_counted(word, reader, language) else index + 1


def _plural(reader: CountReader, first: int, language: Language) -> int:
    for index in range(first, min(first + _MOST_WORDS, len(reader.tokens))):
        word = reader.tokens.word(index)
        if not _can_be_counted(word, reader, language):
            return 0
        if word.endswith("s") and not word.endswith(_NO_PLURALS):
            return index + 1 if _is_lower(reader, index) else 0
        if index + 1 >= len(reader.tokens) or reader.tokens.gap(index).strip(" -"):
            return 0
    return 0


def _is_lower(reader: CountReader, index: int) -> bool:
    """Tell whether a word is written without a capital: of two Partners, a title is told."""
    folded = reader.tokens.folded
    return folded.source[folded.starts[reader.tokens.spans[index][0]]].islower()


def _can_be_counted(word: str, reader: CountReader, language: Language) -> bool:
    if len(word) < _LEAST_LETTERS or not word.isalpha() or word in language.function_words:
        return False
    if word in reader.numbers.not_counted or reader.is_known(word):
        return False
    cues = language.tense
    verb = word in cues.past or word in cues.future or word in language.statements.verb_words
    related = any(
        word in phrase.split() for group in language.dates.relations.values() for phrase in group
    )
    months = any(word in names for names in language.dates.months.values())
    return not (verb or related or months)
