"""What a text says in two ways: two holders of one office, two given names of one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from generator.calendars import bounds
from generator.grammar.roles import Held
from generator.model import (
    Article,
    Conflict,
    Entity,
    EntityType,
    Mention,
    Published,
    Sentence,
    Side,
    Span,
)
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import GazetteerEntry, Language, Lexicon

# The word right before a surname, on the same line.
_BEFORE = re.compile(r"(?P<word>[^\W\d_][^\W\d_'\u2019-]*) $")
_LONGEST_WORD = 24


def find(
    article: Article,
    entities: Sequence[Entity],
    held: Sequence[Held],
    published: Published,
    lexicon: Lexicon,
) -> tuple[Conflict, ...]:
    """Return what cannot hold together, or at the time of the text; in text order.

    `held` are the offices that people are named with.
    """
    now = [item for item in held if not item.former]
    found = [
        *_of_offices(now, entities, published, lexicon),
        *_of_given_names(article, entities, lexicon),
    ]
    return tuple(sorted(found, key=lambda conflict: conflict.sides[0].span))


def _of_offices(
    held: Sequence[Held], entities: Sequence[Entity], published: Published, lexicon: Lexicon
) -> Iterator[Conflict]:
    """Yield the unique offices that a text gives to two people, or to one who did not hold it."""
    by_office: dict[str, dict[str, Held]] = defaultdict(dict)
    for item in held:
        if lexicon.offices[item.office].unique:
            by_office[item.office].setdefault(item.person, item)
    for office, holders in by_office.items():
        in_office = set(_holders(office, published, lexicon))
        wrong = [person for person in holders if in_office and person not in in_office]
        sides = tuple(
            Side(person, item.sentence, _with_name(item, entities))
            for person, item in holders.items()
        )
        if len(holders) > 1 and wrong:
            yield Conflict("office", office, sides, tuple(sorted(in_office)), "conflicts:office")
        elif wrong:
            yield Conflict("holder", office, sides, tuple(sorted(in_office)), "conflicts:holder")


def _with_name(held: Held, entities: Sequence[Entity]) -> Span:
    """Return the title together with the name that it stands beside."""
    mentions = (m for e in entities if e.id == held.person for m in e.mentions)
    near = [m.span for m in mentions if m.sentence == held.sentence]
    name = min(near, key=lambda span: abs(span.start - held.span.end), default=held.span)
    return Span(min(held.span.start, name.start), max(held.span.end, name.end))


def _holders(office: str, published: Published, lexicon: Lexicon) -> Iterator[str]:
    """Yield who may have held an office when a text was published; nobody where that is open."""
    if published.edtf is None:
        return
    first, last = bounds(published.edtf)
    if last == date.max or first == date.min:
        return
    for person, start, end in _terms(office, lexicon):
        if start <= last and end >= first:
            yield person


@lru_cache(maxsize=1024)
def _terms(office: str, lexicon: Lexicon) -> tuple[tuple[str, date, date], ...]:
    """Return everybody who has held an office, with the first and the last day."""
    return tuple(
        (
            entry.id,
            bounds(term.first)[0] if term.first else date.min,
            bounds(term.last)[1] if term.last else date.max,
        )
        for entry in lexicon.entries.values()
        for term in entry.terms
        if term.office == office
    )


def _of_given_names(
    article: Article, entities: Sequence[Entity], lexicon: Lexicon
) -> Iterator[Conflict]:
    """Yield the people whom a text names with a given name that is not theirs, and with theirs."""
    sentences = {sentence.id: sentence for sentence in article.sentences}
    for entity in entities:
        entry = lexicon.entries.get(entity.id)
        if entity.type != EntityType.PERSON or entry is None:
            continue
        own = _own_words(entry)
        others, full = [], []
        for mention in entity.mentions:
            side = _other_name(article, sentences[mention.sentence], mention, own, lexicon)
            if side:
                others.append(Side(entity.id, mention.sentence, side))
            elif len(words_of(fold(mention.span.of(article.text)))) > 1:
                full.append(Side(entity.id, mention.sentence, mention.span))
        if others and full:
            sides = tuple(sorted((full[0], others[0]), key=lambda side: side.span))
            yield Conflict("given-name", entity.id, sides, (), "conflicts:given-name")


def _own_words(entry: GazetteerEntry) -> frozenset[str]:
    names = [*entry.name.values(), *(name for group in entry.aliases.values() for name in group)]
    return frozenset(word for name in names for word in words_of(fold(name)))


def _other_name(
    article: Article,
    sentence: Sentence,
    mention: Mention,
    own: frozenset[str],
    lexicon: Lexicon,
) -> Span | None:
    """Return a surname with a given name before it that is not the person's, or None."""
    language = lexicon.languages.get(sentence.lang)
    if language is None or len(words_of(fold(mention.span.of(article.text)))) > 1:
        return None
    start = max(sentence.span.start, mention.span.start - _LONGEST_WORD)
    before = _BEFORE.search(article.text[start : mention.span.start])
    if before is None or not _is_given_name(before["word"], own, language, lexicon):
        return None
    known = lexicon.given_names.get(language.code, {})
    opens = start + before.start("word") == sentence.span.start
    if opens and "".join(words_of(fold(before["word"]))) not in known:
        # The first word of a sentence has a capital, whatever it is.
        return None
    return Span(start + before.start("word"), mention.span.end)


def _is_given_name(written: str, own: frozenset[str], language: Language, lexicon: Lexicon) -> bool:
    """Tell whether a word before a surname is a given name of somebody else.

    In Latin script a capital and no title are enough, elsewhere it must be a known one.
    """
    word = "".join(words_of(fold(written)))
    people = language.people
    if word in own or word in people.stops or word in language.function_words:
        return False
    titles = {part for title in people.titles for part in title.split()}
    if word in titles or word in people.former:
        return False
    if language.script == "Latn":
        return written[:1].isupper() and not written.isupper()
    return word in lexicon.given_names.get(language.code, {}) and word not in people.ambiguous
