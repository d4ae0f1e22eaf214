"""Who speaks where no words at the verb say it: the subject further off, the head of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.grammar.attribution import HEADLINE, Cue
from generator.grammar.speakers import Named, Reader, span_of, speaker_of
from generator.model import EntityType, Span
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import Language

_FEW_WORDS = 8
_BRIEF = 3
# A number, a nation, adjectives: a senior US defense official.
_BEFORE_NOUN = 5
_APART = 4
_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"\W*(?P<who>[^:]{2,60}?) ?: ?(?=\w|[\u201c\u00ab\"])")
_AND = re.compile(r" (?P<and>\w+) $")
_LAST_WORD = re.compile(r"\w+$")
# A clause of its own stands no further behind the name that it is about, in characters.
_ANTECEDENT = 60
_COMMA = re.compile("[\u060c,] ?")
_OPENING, _CLOSING = ("\u201c", "\u00ab", '"'), ("\u201d", "\u00bb", '"')


def headed(reader: Reader) -> Cue | None:
    """Return the colon of a headline that begins with who speaks: Sudani: the mission ends."""
    colon = _HEAD.match(reader.folded.text)
    if colon is None:
        return None
    start, end = colon.span("who")
    tokens = reader.folded.text[start:end].split()
    cue = Cue(end, colon.end(), (start, end), colon.end(), HEADLINE, "", said=True)
    described = any(word in reader.language.statements.anonymous for word in tokens)
    return cue if len(tokens) <= _FEW_WORDS and (described or speaker_of(reader, cue)) else None


def antecedent(reader: Reader, cue: Cue) -> Named | None:
    """Return whom a clause is about that says who speaks: Hadi al-Amiri, who said that."""
    before = reader.folded.text[: max(cue.speaker)].rstrip()
    word = _LAST_WORD.search(before)
    if word is None or word[0] not in reader.language.statements.relatives:
        return None
    end = reader.folded.span(*word.span()).start
    near = [
        item
        for item in reader.named.within(Span(reader.sentence.span.start, end))
        if item.entity.type != EntityType.PLACE and end - item.mention.span.end <= _ANTECEDENT
    ]
    persons = [item for item in near if item.entity.type == EntityType.PERSON]
    found = persons or near
    return found[-1] if found else None


def quoted_name(reader: Reader, cue: Cue) -> Named | None:
    """Return the body whose name stands in quotation marks right behind a verb."""
    behind = reader.folded.span(cue.start, cue.end).end
    for item in reader.named.overlapping(Span(behind, reader.sentence.span.end)):
        span = item.mention.span
        between = reader.article.text[behind : span.start]
        closes = reader.article.text[span.end : span.end + 1] in _CLOSING
        opens = len(between.strip()) == 1 and between.strip() in _OPENING
        return item if closes and opens and item.entity.type == EntityType.ORGANIZATION else None
    return None


def subject(reader: Reader, cue: Cue) -> tuple[Named | None, Span] | None:
    """Return who opens the sentence, where a verb that stands last has nobody beside it.

    The subject stands first, behind adverbials, and what else follows stands between: Qasim
    al-Araji, the adviser, rejected this and said. Whom the verb is about does not speak.
    """
    text = reader.folded.text
    limit = min(cue.start, cue.speaker[0] if cue.speaker[0] < cue.speaker[1] else cue.start)
    for start, last in _chunks(text, limit):
        first = _behind_opener(text, start, last, reader.language)
        span = span_of(reader, (first, last))
        if span is None or reader.language.statements.order == "verb-first":
            continue
        named = _opening_name(reader, span)
        if named and not _is_object(reader, named):
            return named, Span(span.start, named.mention.span.end)
        end = _described_end(reader, first, last)
        if end:
            return None, reader.folded.span(first, end)
    return None


def _chunks(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence between commas, before `end`."""
    first = 0
    for comma in _COMMA.finditer(text, 0, end):
        yield first, comma.start()
        first = comma.end()
    yield first, end


def _behind_opener(text: str, first: int, last: int, language: Language) -> int:
    while first < last and not text[first].isalnum():
        first += 1
    openers = sorted(language.statements.openers, key=len, reverse=True)
    for opener in openers:
        if text.startswith(opener + " ", first):
            return first + len(opener) + 1
    return first


def _opening_name(reader: Reader, span: Span) -> Named | None:
    """Return the person or body whose name opens a part of a sentence, behind titles at most."""
    for item in reader.named.within(span):
        if item.entity.type == EntityType.PLACE:
            continue
        before = words_of(fold(reader.article.text[span.start : item.mention.span.start]))
        titles = reader.language.people.titles
        known = all(
            word in titles or word in reader.language.statements.speakers for word in before
        )
        return item if known and len(before) <= _BRIEF else None
    return None


def _is_object(reader: Reader, named: Named) -> bool:
    following = reader.article.text[named.mention.span.end : named.mention.span.end + _APART]
    words = fold(following).text.split()
    return bool(words) and words[0] in reader.language.statements.objects


def _described_end(reader: Reader, first: int, last: int) -> int:
    """Return where words without a name end that say who speaks, 0 where there are none."""
    words, end, found = reader.language.statements, 0, False
    nations = {word for group in words.nations.values() for word in group}
    for word in _WORD.finditer(reader.folded.text, first, last):
        if found and not (word[0] in nations or word[0] in words.adjectives):
            break
        # In English the noun stands last, and so tells where the words end.
        last_noun = words.order == "subject-first" and word[0] in words.speakers
        found = found or word[0] in words.anonymous or last_noun
        end = word.end()
        if not found and len(reader.folded.text[first:end].split()) > _BEFORE_NOUN:
            return 0
    return end if found else 0


def coordinated(reader: Reader, words: Span) -> Span:
    """Return the words of a speaker with those before an "and": two officials and a diplomat."""
    before = reader.article.text[reader.sentence.span.start : words.start]
    joined = _AND.search(before)
    if joined is None or joined["and"].lower() not in reader.language.numbers.joins:
        return words
    first = max(before.rfind(mark) + 1 for mark in ",\u060c") if _COMMA.search(before) else 0
    tokens = words_of(fold(before[first : joined.start()]))
    unnamed = any(token in reader.language.statements.anonymous for token in tokens)
    if not unnamed or len(tokens) > _FEW_WORDS - 2:
        return words
    start = first + len(before[first:]) - len(before[first:].lstrip())
    return Span(reader.sentence.span.start + start, words.end)
