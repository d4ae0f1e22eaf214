"""Whom the words beside a verb of saying name: a person, a body, sources without a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.grammar.attribution import Cue
from generator.grammar.roles import is_title
from generator.model import Article, Entity, EntityType, Mention, Sentence, Span
from generator.text.folding import Folded, fold
from generator.text.naming import words_of
from generator.text.spans import SpanIndex
from generator.vocabulary import Language, Lexicon

MOST_WORDS = 14
_FEW_WORDS = 8
_BRIEF = 3
_TITLE_LENGTH = 90
_APART = 4
_BEHIND = 60
# A comma and a rank: the spokesman, Captain Tim Hawkins.
_APPOSITION = re.compile(r"[\u060c,] (?:[^\W\d_]+\.? ){0,3}")
_QUOTATION = re.compile(r" ?: ?[\u201c\u00ab\"]")
_QUOTED = re.compile(r"[\u201d\u00bb\"] ?[\u060c,]? $")
_COLON = re.compile(": ?")
_WORD = re.compile(r"\w+")
_SPEAKING_PLACES = ("country", "capital", "city", "region")


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its entity."""

    entity: Entity
    mention: Mention


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read one sentence."""

    article: Article
    sentence: Sentence
    folded: Folded
    language: Language
    named: SpanIndex[Named]
    people: tuple[Entity, ...]
    held: frozenset[tuple[str, str]]
    sentences: Mapping[str, Sentence]
    lexicon: Lexicon


def speaker_of(reader: Reader, cue: Cue) -> Named | None:
    """Return who the speaker's words name.

    A person, else an organization that comes first: of a spokesman of the army, neither.
    """
    span = span_of(reader, cue.speaker)
    if span is None:
        return None
    text = reader.article.text
    # A name may be longer than the words that were taken for it: an embassy in a city.
    inside = [i for i in reader.named.overlapping(span) if i.mention.span.start >= span.start]
    persons = [item for item in inside if item.entity.type == EntityType.PERSON]
    bodies = [item for item in inside if item.entity.type == EntityType.ORGANIZATION]
    if bodies and not (persons and persons[0].mention.span < bodies[0].mention.span):
        body = bodies[0].mention.span
        before = words_of(fold(text[span.start : body.start]))
        # The Pentagon's spokesman is not the Pentagon, where his name follows.
        between = words_of(fold(text[body.end : persons[0].mention.span.start])) if persons else []
        office = any(word in reader.language.statements.persons for word in (*before, *between))
        if not office:
            return bodies[0]
    if persons:
        return persons[0]
    beside = _apposed(reader, span) or _following(reader, span) or _holder(reader, span)
    if beside or bodies:
        return beside
    words = len(words_of(fold(span.of(text))))
    inside = [item for item in inside if _can_speak(item, reader)]
    alone = [item for item in inside if words <= len(words_of(fold(_text(reader, item)))) + 2]
    return alone[0] if alone else None


def _can_speak(item: Named, reader: Reader) -> bool:
    """Tell whether a name may stand for who speaks: a country or its capital does, no base."""
    entry = reader.lexicon.entries.get(item.entity.id)
    return entry is None or entry.type != EntityType.PLACE or entry.kind in _SPEAKING_PLACES


def _apposed(reader: Reader, span: Span) -> Named | None:
    """Return the person whom a title behind a comma describes: Matthew Miller, spokesman of."""
    for item in reader.named.overlapping(Span(max(0, span.start - _APART), span.start)):
        gap = reader.article.text[item.mention.span.end : span.start]
        near = item.mention.span.end <= span.start and not gap.strip(" \u060c,\u00bb")
        if near and item.entity.type == EntityType.PERSON:
            return item
    return None


def _following(reader: Reader, span: Span) -> Named | None:
    """Return the person whose name goes on right behind words that a word of it seemed to end.

    Sabah is a name, and the morning.
    """
    titled = any(
        word in reader.language.statements.persons
        for word in words_of(fold(span.of(reader.article.text)))
    )
    for item in reader.named.overlapping(Span(span.end, span.end + _BEHIND)):
        gap = reader.article.text[span.end : item.mention.span.start]
        if item.entity.type == EntityType.PERSON and item.mention.span.start >= span.end:
            apposed = titled and _APPOSITION.fullmatch(gap) is not None
            return item if gap == " " or apposed else None
    return None


def _holder(reader: Reader, span: Span) -> Named | None:
    """Return the person whom this text names with the office that the words are, alone."""
    words = fold(span.of(reader.article.text)).text
    found = {
        person
        for person, office in reader.held
        if is_title(words, office, reader.language, reader.lexicon)
    }
    if len(found) != 1:
        return None
    return next(Named(entity, entity.mentions[0]) for entity in reader.people if entity.id in found)


def _text(reader: Reader, item: Named) -> str:
    return item.mention.span.of(reader.article.text)


def unnamed_speaker(reader: Reader, cue: Cue) -> int:
    """Return where an unnamed speaker ends right behind a verb that no that follows, 0 for none."""
    words, last = reader.language.statements, 0
    nations = {word for group in words.nations.values() for word in group}
    text = reader.folded.text[cue.speaker[0] : cue.speaker[1]]
    if words.order != "verb-first" or (text.split() or [""])[0] not in words.anonymous:
        return 0
    for word in _WORD.finditer(text):
        known = word[0] in words.anonymous or word[0] in words.adjectives or word[0] in nations
        if not known:
            break
        last = word.end()
    return cue.speaker[0] + last


def is_at_verb(reader: Reader, words: Span, named: Named | None) -> bool:
    """Tell whether the speaker is named right at the verb, so that an object may follow."""
    if named is None:
        return False
    inside = words.holds(named.mention.span)
    return not inside or named.mention.span.start - words.start < _TITLE_LENGTH


def is_short(reader: Reader, words: Span) -> bool:
    """Tell whether few words name a speaker and nothing else: the leaders, the two sides."""
    return len(words_of(fold(words.of(reader.article.text)))) <= _BRIEF + 1


def is_brief(reader: Reader, cue: Cue, words: Span) -> bool:
    """Tell whether few words stand between a verb and its that: they can only be who speaks."""
    count = len(words_of(fold(words.of(reader.article.text))))
    follows = reader.folded.text[cue.speaker[1] : cue.content].strip()
    return count <= _BRIEF and follows.strip(" \u060c,") in reader.language.statements.thats


def is_quoting(reader: Reader, cue: Cue) -> bool:
    """Tell whether a quotation and a verb of saying leave no doubt that the words name a speaker.

    The verb and the speaker open the sentence and a colon follows, or they stand right behind the
    end of a quotation. The words are kept as they stand.
    """
    text = reader.folded.text
    if len(text[cue.speaker[0] : cue.speaker[1]].split()) > MOST_WORDS:
        return False
    told = min(cue.start, cue.speaker[0])
    behind = _QUOTED.search(text, max(0, told - _APART), told) is not None
    first = _WORD.search(text)
    opens = first is not None and first.start() == told
    start = max(cue.end, cue.speaker[1])
    colon = _QUOTATION.match(text, cue.end) or (
        cue.speaker[0] > cue.start and _COLON.search(text, start, cue.content + 1)
    )
    return behind or (opens and bool(colon))


def span_of(reader: Reader, where: tuple[int, int]) -> Span | None:
    """Return where folded characters stand in the seed, None for an empty range."""
    first, last = where
    return reader.folded.span(first, last) if first < last <= len(reader.folded.text) else None


def is_pronoun(words: Span, reader: Reader) -> bool:
    """Tell whether words only point back to who was named before."""
    text = " ".join(words_of(fold(words.of(reader.article.text))))
    return text in reader.language.statements.pronouns


def is_described(words: Span, reader: Reader) -> bool:
    """Tell whether words without a name say who speaks: four Iraqi sources, a senior official."""
    tokens = words_of(fold(words.of(reader.article.text)))
    described = reader.language.statements.speakers
    return len(tokens) <= MOST_WORDS and any(token in described for token in tokens[:_FEW_WORDS])
