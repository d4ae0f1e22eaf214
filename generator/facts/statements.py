"""Who says what: the speaker, the words of saying, what is said, and through whom it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.grammar.attribution import ACCORDING, PARTICIPLE, VERB, Cue, cues
from generator.grammar.roles import Held
from generator.grammar.speakers import (
    MOST_WORDS,
    Named,
    Reader,
    is_at_verb,
    is_brief,
    is_described,
    is_pronoun,
    is_quoting,
    is_short,
    span_of,
    speaker_of,
    unnamed_speaker,
)
from generator.grammar.subjects import antecedent, coordinated, headed, quoted_name, subject
from generator.model import Article, Basis, Entity, EntityType, Sentence, Span, Statement
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.text.spans import SpanIndex
from generator.vocabulary import Lexicon

_SOURCES = {"agency", "outlet"}
# The subject of a sentence stands no further before its participle than this, in characters.
_SUBJECT_REACH = 400
_PARAGRAPHS_BACK = 2
_STATEMENTS_BACK = 8
_COMMAS = "\u060c,"
_OPEN_QUOTES = '\u201c"\u00ab'


def find(
    article: Article,
    entities: Sequence[Entity],
    held: Sequence[Held],
    origins: Sequence[str],
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """Return the statements of the text, in text order; what nobody is known to say is none.

    `held` are the offices that people are named with.
    """
    by_sentence: dict[str, list[Named]] = {}
    for entity in entities:
        for mention in entity.mentions:
            by_sentence.setdefault(mention.sentence, []).append(Named(entity, mention))
    people = tuple(entity for entity in entities if entity.type == EntityType.PERSON)
    offices = frozenset((item.person, item.office) for item in held)
    sentences = {sentence.id: sentence for sentence in article.sentences}
    found: list[Statement] = []
    previous: Sentence | None = None
    for sentence in article.sentences:
        language = lexicon.languages.get(sentence.lang)
        if language is None or not language.statements.order:
            continue
        named = SpanIndex(by_sentence.get(sentence.id, ()), lambda item: item.mention.span)
        folded = fold(sentence.span.of(article.text), sentence.span.start)
        reader = Reader(
            *(article, sentence, folded, language, named, people, offices, sentences, lexicon)
        )
        head = headed(reader) if _is_headline(article, sentence) else None
        if head:
            found.append(
                _of(reader, head, speaker_of(reader, head), span_of(reader, head.speaker), None)
            )
            continue
        here = list(_in_sentence(reader, found, previous))
        if not here and (goes_on := _quotation_goes_on(reader, found, previous)):
            here = [goes_on]
        found += here
        previous = sentence
    only = origins[0] if len(origins) == 1 else None
    return tuple(
        replace(item, via=only) if item.anonymous and item.via is None else item for item in found
    )


def _is_headline(article: Article, sentence: Sentence) -> bool:
    """Tell whether a sentence is the headline."""
    stated = article.title.basis == Basis.STATED and article.title.span is not None
    return stated and article.title.span == article.paragraphs[sentence.paragraph].span


def _in_sentence(
    reader: Reader, earlier: Sequence[Statement], previous: Sentence | None
) -> Iterator[Statement]:
    via: str | None = None
    here: list[Statement] = []
    spoken: set[str] = set()
    carried: list[tuple[Cue, Named]] = []
    for cue in cues(reader.folded, reader.language):
        carrier = span_of(reader, cue.carrier)
        carrying = next(reader.named.within(carrier), None) if carrier else None
        via = carrying.entity.id if carrying else via
        named = speaker_of(reader, cue)
        if cue.kind == ACCORDING and named and _is_source(named, reader):
            carried.append((cue, named))
            via = named.entity.id
            continue
        statement = _statement(
            reader, cue, named, [*earlier[-_STATEMENTS_BACK:], *here[-_STATEMENTS_BACK:]], via
        )
        if statement and spoken.isdisjoint(_speakers(statement)):
            spoken.update(_speakers(statement))
            here.append(statement)
    if not here and len(carried) == 1 and not _opens_text(reader, carried[0][0]):
        cue, named = carried[0]
        here = [_of(reader, cue, named, span_of(reader, cue.speaker), None)]
    yield from here


def _opens_text(reader: Reader, cue: Cue) -> bool:
    """Tell whether a text begins by naming its own outlet."""
    first = reader.article.sentences[0].id == reader.sentence.id
    return first and not reader.folded.text[: cue.start].strip()


def _speakers(statement: Statement) -> set[str]:
    """Return what tells the speaker of a statement from others: one has one in a sentence."""
    return {statement.speaker_text, statement.speaker or statement.speaker_text}


def _is_source(named: Named, reader: Reader) -> bool:
    entry = reader.lexicon.entries.get(named.entity.id)
    return entry is not None and entry.kind in _SOURCES


def _statement(
    reader: Reader,
    cue: Cue,
    named: Named | None,
    earlier: Sequence[Statement],
    via: str | None,
) -> Statement | None:
    words = span_of(reader, cue.speaker)
    elsewhere = _elsewhere(reader, cue, words, named) if cue.kind == VERB else None
    if elsewhere:
        return _of(reader, cue, *elsewhere, via)
    if words is None or is_pronoun(words, reader):
        before = _who_spoke(reader, cue, earlier)
        return _again(reader, cue, before, words) if before and cue.said else None
    return _at_verb(reader, cue, named, words, via)


def _at_verb(
    reader: Reader, cue: Cue, named: Named | None, words: Span, via: str | None
) -> Statement | None:
    """Return the statement of whom the words at the verb name or describe."""
    if cue.kind != PARTICIPLE and not cue.said and (end := unnamed_speaker(reader, cue)):
        brief = replace(cue, speaker=(cue.speaker[0], end), content=end)
        return _of(reader, brief, None, span_of(reader, brief.speaker), via)
    if cue.kind == PARTICIPLE or not (cue.said or named):
        return None
    told = is_described(words, reader) or is_brief(reader, cue, words) or is_quoting(reader, cue)
    if named is None and not told:
        return None
    short = named is None and is_described(words, reader) and is_short(reader, words)
    if not cue.said and not short and not is_at_verb(reader, words, named):
        return None
    words = coordinated(reader, words) if named is None else words
    if named and not cue.said and words.holds(named.mention.span):
        # An object follows at once, without a that: what is said begins behind the name.
        words = Span(words.start, named.mention.span.end)
        cue = replace(cue, content=reader.folded.after(words.end))
    return _of(reader, cue, named, words, via)


def _elsewhere(
    reader: Reader, cue: Cue, words: Span | None, named: Named | None
) -> tuple[Named | None, Span] | None:
    """Return who speaks where the words at the verb point elsewhere, or there are none."""
    other = antecedent(reader, cue) or (quoted_name(reader, cue) if words is None else None)
    if other:
        return other, other.mention.span
    known = named or (words and (is_pronoun(words, reader) or is_described(words, reader)))
    opening = None if known else subject(reader, cue)
    return opening if opening and (cue.said or opening[0]) else None


def _of(
    reader: Reader, cue: Cue, named: Named | None, words: Span | None, via: str | None
) -> Statement:
    article, sentence = reader.article, reader.sentence
    spoken = words or (named.mention.span if named else sentence.span)
    if named and len(spoken.of(article.text).split()) > MOST_WORDS:
        spoken = named.mention.span
    tokens = words_of(fold(spoken.of(article.text)))
    unnamed = named is None or named.entity.type != EntityType.PERSON
    anonymous = unnamed and any(t in reader.language.statements.anonymous for t in tokens)
    content = _content(reader, cue)
    return Statement(
        speaker=None if anonymous or named is None else named.entity.id,
        speaker_span=spoken,
        speaker_text=" ".join(spoken.of(article.text).split()),
        anonymous=anonymous,
        via=via,
        cue=reader.folded.span(cue.start, cue.end),
        content=content,
        direct=_is_direct(content, article),
        sentence=sentence.id,
        span=sentence.span,
        rule=f"statements:{cue.kind}",
    )


def _content(reader: Reader, cue: Cue) -> Span:
    text = reader.folded.text
    first = min(cue.content, len(text) - 1)
    while first < len(text) - 1 and text[first] in f" {_COMMAS}:":
        first += 1
    if not any(map(str.isalnum, text[first:])):
        # What is said stands before (", as the two announced.") or in the next line: the sentence.
        return reader.sentence.span
    span = reader.folded.span(first, len(text))
    return Span(span.start, max(span.end, span.start + 1))


def _is_direct(content: Span, article: Article) -> bool:
    beginning = article.text[content.start : min(content.end, content.start + 4)]
    return beginning.lstrip()[:1] in tuple(_OPEN_QUOTES)


def _who_spoke(reader: Reader, cue: Cue, earlier: Sequence[Statement]) -> Statement | None:
    """Return the statement whose speaker goes on: the latest, near enough, that agrees."""
    near = [item for item in earlier[-_STATEMENTS_BACK:] if _is_near(reader, item)]
    if cue.kind == PARTICIPLE:
        here = [item for item in near if item.sentence == reader.sentence.id]
        return here[-1] if here else _subject(reader, cue)
    return near[-1] if near else None


def _is_near(reader: Reader, statement: Statement) -> bool:
    before = reader.sentences[statement.sentence]
    apart = reader.sentence.paragraph - before.paragraph
    return before.lang == reader.sentence.lang and apart <= _PARAGRAPHS_BACK


def _subject(reader: Reader, cue: Cue) -> Statement | None:
    """Return as a speaker whom the sentence is about, where a participle agrees with its gender."""
    start = reader.folded.span(cue.start, cue.end).start
    before = Span(max(reader.sentence.span.start, start - _SUBJECT_REACH), start)
    for item in reader.named.within(before):
        if item.entity.type == EntityType.PLACE:
            continue
        if _gender(item, reader) == cue.gender:
            return _of(reader, cue, item, item.mention.span, None)
    return None


def _gender(item: Named, reader: Reader) -> str:
    if item.entity.type == EntityType.PERSON:
        return "masculine"
    first = fold(item.mention.span.of(reader.article.text)).text.split()[0]
    return "feminine" if first.endswith(reader.language.statements.feminine_ends) else "masculine"


def _again(reader: Reader, cue: Cue, before: Statement, pronoun: Span | None = None) -> Statement:
    content = _content(reader, cue)
    if pronoun and before.speaker:
        text = " ".join(pronoun.of(reader.article.text).split())
        before = replace(before, speaker_span=pronoun, speaker_text=text)
    return replace(
        before,
        cue=reader.folded.span(cue.start, cue.end),
        content=content,
        direct=_is_direct(content, reader.article),
        sentence=reader.sentence.id,
        span=reader.sentence.span,
        rule="statements:continued" if cue.kind != PARTICIPLE else "statements:participle",
    )


def _quotation_goes_on(
    reader: Reader, earlier: Sequence[Statement], previous: Sentence | None
) -> Statement | None:
    """Return the statement of a sentence that is a quotation of who spoke just before."""
    if not earlier or previous is None or earlier[-1].sentence != previous.id:
        return None
    if previous.paragraph != reader.sentence.paragraph:
        return None
    text = reader.sentence.span.of(reader.article.text)
    if text[:1] not in _OPEN_QUOTES:
        return None
    last = earlier[-1]
    return replace(
        last,
        content=reader.sentence.span,
        direct=True,
        sentence=reader.sentence.id,
        span=reader.sentence.span,
        rule="statements:quotation",
    )
