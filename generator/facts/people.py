"""People whom no list knows: found by the titles before their names, and by given names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Article, Entity, EntityType, Mention, Sentence, Span
from generator.text.naming import Tokens, tokens_of
from generator.text.romanisation import romanised
from generator.text.spans import SpanIndex
from generator.vocabulary import GivenName, Language, Lexicon

_MOST_WORDS = 4
_FEWEST_LETTERS = 3
# How many words of an office may stand between its title and the name: the US secretary of defense.
_OFFICE_WORDS = 6
_TITLE_GAP = re.compile(r"\.? ?[\"\u201c\u00ab]?")
_QUOTED = '\u00ab\u201c"'
_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40
_MOST_TITLES = 5  # in a row


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to look for people in one sentence; `taken` are the names known already."""

    article: Article
    sentence: Sentence
    tokens: Tokens
    language: Language
    given: Mapping[str, GivenName]
    taken: SpanIndex[Span]

    def word(self, index: int) -> str:
        words = self.tokens.words
        return words[index] if 0 <= index < len(words) else ""

    def bare(self, index: int) -> str:
        """Return a word without an attached conjunction."""
        return _without_conjunction(self.word(index), self.language)

    def written(self, index: int) -> str:
        start, end = self.tokens.spans[index]
        return self.tokens.folded.span(start, end).of(self.article.text)

    def span(self, first: int, last: int) -> Span:
        return self.tokens.folded.span(self.tokens.spans[first][0], self.tokens.spans[last][1])

    @property
    def latin(self) -> bool:
        return self.language.script == "Latn"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name found: its words in folded form, and where it stands."""

    words: tuple[str, ...]
    span: Span
    sentence: str
    lang: str
    rule: str


def find(article: Article, entities: Sequence[Entity], lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return the people of a text that no list knows, each with all mentions, in text order.

    A surname alone counts where the full name stands elsewhere in the text.
    """
    taken: dict[str, list[Span]] = {}
    for entity in entities:
        for mention in entity.mentions:
            taken.setdefault(mention.sentence, []).append(mention.span)
    readers = []
    for sentence in article.sentences:
        language = lexicon.languages.get(sentence.lang)
        if language is None or not language.people.titles:
            continue
        tokens = tokens_of(sentence.span.of(article.text), sentence.span.start)
        given = lexicon.given_names.get(language.code, {})
        known = SpanIndex(taken.get(sentence.id, ()), lambda span: span)
        readers.append(_Reader(article, sentence, tokens, language, given, known))
    full = [name for reader in readers for name in _full_names(reader)]
    people: dict[tuple[str, ...], list[_Name]] = {}
    # Names that share their first and last words are one person's.
    same: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in full:
        key = same.setdefault((name.words[0], name.words[-1]), name.words)
        people.setdefault(key, []).append(name)
    by_surname: dict[str, list[tuple[str, ...]]] = {}
    for key in people:
        by_surname.setdefault(key[-1], []).append(key)
    found_in: dict[str, list[Span]] = {}
    for name in full:
        found_in.setdefault(name.sentence, []).append(name.span)
    for reader in readers if people else ():
        for name in _surnames(reader, by_surname, found_in.get(reader.sentence.id, ())):
            people[name.words].append(name)
    found = [_entity(article, key, names, lexicon) for key, names in people.items()]
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


def _full_names(reader: _Reader) -> Iterator[_Name]:
    language, given, free = reader.language, reader.given, 0
    for index, word in enumerate(reader.tokens.words):
        if index < free or not (word in given or _may_begin(word, language)):
            continue
        if not (found := _titled(reader, index) or _given(reader, index)):
            continue
        first, last, rule = found
        words = tuple(word for word in map(reader.word, range(first, last + 1)) if len(word) > 1)
        span = reader.span(first, last)
        if len(words) > 1 and not reader.taken.overlaps(span):
            yield _Name(words, span, reader.sentence.id, reader.language.code, rule)
        free = last + 1


def _titled(reader: _Reader, index: int) -> tuple[int, int, str] | None:
    """Return a name behind a title that begins at a word; the office may stand between them."""
    length = _title_length(reader, index)
    if not length:
        return None
    start = index + length
    rank = _is_rank(reader, index, start)
    for _ in range(_MOST_TITLES):
        if longer := _title_length(reader, start):
            rank = _is_rank(reader, start, start + longer)
            start += longer
    joined = start < len(reader.tokens) and _TITLE_GAP.fullmatch(reader.tokens.gap(start - 1))
    direct = _name_from(reader, start) if joined else None
    if direct and (_is_given(reader, start) or (rank and _is_closed(reader, direct))):
        return start, direct, "people:title"
    for first in range(start, min(start + _OFFICE_WORDS, len(reader.tokens))):
        if not _runs_on(reader, first - 1):
            return None
        if _is_given(reader, first) and (last := _name_from(reader, first)):
            return first, last, "people:title-given-name"
    return None


@lru_cache(maxsize=16)
def _title_starts(language: Language) -> frozenset[str]:
    return frozenset(title.split()[0] for title in language.people.titles)


@lru_cache(maxsize=65536)
def _may_begin(word: str, language: Language) -> bool:
    """Tell whether a title may begin with a word, with or without a conjunction."""
    starts = _title_starts(language)
    return word in starts or _without_conjunction(word, language) in starts


def _without_conjunction(word: str, language: Language) -> str:
    return word[word[:1] in language.clitics.conjunctions and len(word) > 3 :]


def _title_length(reader: _Reader, index: int) -> int:
    """Return how many words of a title begin here, 0 if none does."""
    if not _may_begin(reader.word(index), reader.language):
        return 0
    for length in (3, 2, 1):
        if index + length > len(reader.tokens):
            continue
        rest = [reader.word(other) for other in range(index + 1, index + length)]
        firsts = (reader.word(index), reader.bare(index))
        if any(" ".join([first, *rest]) in reader.language.people.titles for first in firsts):
            return length
    return 0


def _is_rank(reader: _Reader, first: int, last: int) -> bool:
    """Tell whether a name follows a title at once, such as a general's."""
    rest = [reader.word(index) for index in range(first + 1, last)]
    words = (reader.word(first), reader.bare(first))
    return any(" ".join([word, *rest]) in reader.language.people.ranks for word in words)


def _given(reader: _Reader, index: int) -> tuple[int, int, str] | None:
    """Return a name that begins with a given name and goes on like one, without a title."""
    people = reader.language.people
    if not _is_given(reader, index) or reader.word(index) in people.ambiguous:
        return None
    if reader.word(index - 1) in people.not_after:
        return None
    last = _name_from(reader, index)
    if last is None or last == index:
        return None
    second = reader.word(index + 1)
    article = reader.language.clitics.article
    sure = (
        reader.latin
        or (article and second.startswith(article) and len(second) > len(article) + 2)
        or second in reader.given
        or _is_quoted(reader, index, last)
        or _closed_by_title(reader, last)
    )
    return (index, last, "people:given-name") if sure else None


def _is_given(reader: _Reader, index: int) -> bool:
    word = reader.word(index)
    if word not in reader.given:
        return False
    return not reader.latin or reader.written(index)[:1].isupper()


def _is_quoted(reader: _Reader, first: int, last: int) -> bool:
    folded = reader.tokens.folded
    start, end = reader.tokens.spans[first][0], reader.tokens.spans[last][1]
    return (
        folded.text[start - 1 : start] in _QUOTED and start > 0 and folded.text[end : end + 1] != ""
    )


def _closed_by_title(reader: _Reader, last: int) -> bool:
    """Tell whether a comma and a title follow: Matthew Miller, spokesman of."""
    if last + 1 >= len(reader.tokens):
        return False
    comma = reader.tokens.gap(last).strip() in ("\u060c", ",", "\u00bb\u060c", "\u00bb")
    return comma and _title_length(reader, last + 1) > 0


def _is_closed(reader: _Reader, last: int) -> bool:
    """Tell whether a name ends where a clause may: at a stop, a verb of saying, a that."""
    if last + 1 >= len(reader.tokens) or reader.tokens.gap(last).strip():
        return True
    following = reader.word(last + 1)
    return (
        following in reader.language.statements.verb_words
        or following in reader.language.statements.complementizers
    )


def _name_from(reader: _Reader, first: int) -> int | None:
    """Return the last word of a name that begins at `first`, or None if none does."""
    if first >= len(reader.tokens) or not _is_part(reader, first):
        return None
    last, words = first, 1
    while last + 1 < len(reader.tokens) and words < _MOST_WORDS:
        if not _goes_on(reader, last) or not _is_part(reader, last + 1):
            break
        last += 1
        words += reader.word(last) not in reader.language.people.particles
    while last > first and reader.word(last) in reader.language.people.particles:
        last -= 1
    return last


def _goes_on(reader: _Reader, index: int) -> bool:
    gap = reader.tokens.gap(index)
    if gap in (". ", "."):
        return len(reader.word(index)) <= 2
    return gap in (" ", "'", "-") or gap == "' "


def _runs_on(reader: _Reader, index: int) -> bool:
    return (
        index < 0
        or index + 1 >= len(reader.tokens)
        or not reader.tokens.gap(index).strip(" " + _QUOTED)
    )


def _is_part(reader: _Reader, index: int) -> bool:
    """Tell whether a word can stand in a person's name."""
    word = reader.word(index)
    if not word.isalpha() or _is_stop(reader, index):
        return False
    span = reader.span(index, index)
    if reader.taken.overlaps(span):
        return False
    return not reader.latin or reader.written(index)[:1].isupper()


def _is_stop(reader: _Reader, index: int) -> bool:
    word = reader.word(index)
    words = reader.language
    if reader.written(index) in words.people.homographs:
        return False
    return (
        word in words.function_words
        or word in words.people.stops
        or word in words.statements.verb_words
        or _title_length(reader, index) > 0
    )


def _surnames(
    reader: _Reader, by_surname: Mapping[str, Sequence[tuple[str, ...]]], full: Sequence[Span]
) -> Iterator[_Name]:
    """Yield the mentions of people found by their surname alone; `full` are their full names."""
    taken = SpanIndex([*reader.taken, *full], lambda span: span)
    for index, word in enumerate(reader.tokens.words):
        keys = by_surname.get(word, ())
        if len(keys) != 1 or len(word) < _FEWEST_LETTERS:
            continue
        span = reader.span(index, index)
        if taken.overlaps(span):
            continue
        if not reader.latin or reader.written(index)[:1].isupper():
            code = reader.language.code
            yield _Name(keys[0], span, reader.sentence.id, code, "people:surname")


def _entity(
    article: Article, key: tuple[str, ...], names: Sequence[_Name], lexicon: Lexicon
) -> Entity:
    longest = max(names, key=lambda name: (len(name.words), -name.span.start))
    written = _clean(longest.span.of(article.text))
    lang = longest.lang
    label = {lang: written}
    if lang != "en":
        given = lexicon.given_names.get(lang, {})
        label = {"en": romanised(longest.words, lexicon.languages[lang], given), **label}
    mentions = sorted(
        (Mention(name.sentence, name.span, name.rule) for name in names),
        key=lambda mention: mention.span,
    )
    return Entity(
        id=_id(label["en"], key),
        type=EntityType.PERSON,
        name=label,
        known=False,
        mentions=tuple(mentions),
        romanised=lang != "en",
    )


def _clean(name: str) -> str:
    """Return the letters of a name as written, with single spaces and no control characters."""
    kept = (
        c if c.isalpha() or unicodedata.combining(c) or c in ".'-\u2019\u200c" else " "
        for c in name
    )
    return " ".join("".join(kept).split())


def _id(label: str, key: tuple[str, ...]) -> str:
    """Return a stable id: the same name gets the same page in all texts."""
    slug = _SLUG.sub("-", label.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(" ".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"unlisted-{slug}-{digest}" if slug else f"unlisted-{digest}"
