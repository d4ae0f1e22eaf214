"""Who says what: the speaker, the words of saying, what is said, and through whom it comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.grammar.attribution import ACCORDING, PARTICIPLE, Cue, cues
from generator.grammar.roles import is_title, roles_held
from generator.model import Article, Basis, Entity, EntityType, Mention, Sentence, Span, Statement
from generator.text.folding import Folded, fold
from generator.text.naming import words_of
from generator.text.spans import SpanIndex
from generator.vocabulary import Language, Lexicon

_SOURCES = {"agency", "outlet"}
_MOST_WORDS = 14
_FEW_WORDS = 8
_BRIEF = 3
_TITLE_LENGTH = 40
_APART = 4
# The subject of a sentence stands no further before its participle than this, in characters.
_SUBJECT_REACH = 400
_PARAGRAPHS_BACK = 2
_STATEMENTS_BACK = 8
_OPEN_QUOTES = '\u201c"\u00ab'


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention with its entity."""

    entity: Entity
    mention: Mention


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to read one sentence."""

    article: Article
    sentence: Sentence
    folded: Folded
    language: Language
    named: SpanIndex[_Named]
    people: tuple[Entity, ...]
    held: frozenset[tuple[str, str]]
    sentences: Mapping[str, Sentence]
    lexicon: Lexicon


def find(
    article: Article,
    entities: Sequence[Entity],
    origins: Sequence[str],
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """Return the statements of the text, in text order; what nobody is known to say is none."""
    by_sentence: dict[str, list[_Named]] = {}
    for entity in entities:
        for mention in entity.mentions:
            by_sentence.setdefault(mention.sentence, []).append(_Named(entity, mention))
    people = tuple(entity for entity in entities if entity.type == EntityType.PERSON)
    held = frozenset((item.person, item.office) for item in roles_held(article, entities, lexicon))
    sentences = {sentence.id: sentence for sentence in article.sentences}
    found: list[Statement] = []
    previous: Sentence | None = None
    for sentence in article.sentences:
        language = lexicon.languages.get(sentence.lang)
        if language is None or not language.statements.order or _is_headline(article, sentence):
            continue
        named = SpanIndex(by_sentence.get(sentence.id, ()), lambda item: item.mention.span)
        folded = fold(sentence.span.of(article.text), sentence.span.start)
        reader = _Reader(
            *(article, sentence, folded, language, named, people, held, sentences, lexicon)
        )
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
    """Tell whether a sentence is the headline, which the text says again."""
    stated = article.title.basis == Basis.STATED and article.title.span is not None
    return stated and article.title.span == article.paragraphs[sentence.paragraph].span


def _in_sentence(
    reader: _Reader, earlier: Sequence[Statement], previous: Sentence | None
) -> Iterator[Statement]:
    via: str | None = None
    here: list[Statement] = []
    spoken: set[str] = set()
    carried: list[tuple[Cue, _Named]] = []
    for cue in cues(reader.folded, reader.language):
        carrier = _span(reader, cue.carrier)
        carrying = next(reader.named.within(carrier), None) if carrier else None
        via = carrying.entity.id if carrying else via
        named = _speaker(reader, cue)
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
        here = [_of(reader, cue, named, _span(reader, cue.speaker), None)]
    yield from here


def _opens_text(reader: _Reader, cue: Cue) -> bool:
    """Tell whether a text begins by naming its own outlet."""
    first = reader.article.sentences[0].id == reader.sentence.id
    return first and not reader.folded.text[: cue.start].strip()


def _speakers(statement: Statement) -> set[str]:
    """Return what tells the speaker of a statement from others: one has one in a sentence."""
    return {statement.speaker_text, statement.speaker or statement.speaker_text}


def _is_source(named: _Named, reader: _Reader) -> bool:
    entry = reader.lexicon.entries.get(named.entity.id)
    return entry is not None and entry.kind in _SOURCES


def _speaker(reader: _Reader, cue: Cue) -> _Named | None:
    """Return who the speaker's words name.

    A person, else an organization that comes first: of a spokesman of the army, neither.
    """
    span = _span(reader, cue.speaker)
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
    beside = _apposed(reader, span) or _holder(reader, span)
    if beside or bodies:
        return beside
    words = len(words_of(fold(span.of(text))))
    alone = [item for item in inside if words <= len(words_of(fold(_text(reader, item)))) + 2]
    return alone[0] if alone else None


def _apposed(reader: _Reader, span: Span) -> _Named | None:
    """Return the person whom a title behind a comma describes: Matthew Miller, spokesman of."""
    for item in reader.named.overlapping(Span(max(0, span.start - _APART), span.start)):
        gap = reader.article.text[item.mention.span.end : span.start]
        near = item.mention.span.end <= span.start and not gap.strip(" \u060c,\u00bb")
        if near and item.entity.type == EntityType.PERSON:
            return item
    return None


def _holder(reader: _Reader, span: Span) -> _Named | None:
    """Return the person whom this text names with the office that the words are, alone."""
    words = fold(span.of(reader.article.text)).text
    found = {
        person
        for person, office in reader.held
        if is_title(words, office, reader.language, reader.lexicon)
    }
    if len(found) != 1:
        return None
    return next(
        _Named(entity, entity.mentions[0]) for entity in reader.people if entity.id in found
    )


def _text(reader: _Reader, item: _Named) -> str:
    return item.mention.span.of(reader.article.text)


def _statement(
    reader: _Reader,
    cue: Cue,
    named: _Named | None,
    earlier: Sequence[Statement],
    via: str | None,
) -> Statement | None:
    words = _span(reader, cue.speaker)
    if words is None or _is_pronoun(words, reader):
        before = _who_spoke(reader, cue, earlier)
        return _again(reader, cue, before) if before and cue.said else None
    if cue.kind == PARTICIPLE or not (cue.said or named):
        return None
    if named is None and not _is_described(words, reader) and not _is_brief(reader, cue, words):
        return None
    if not cue.said and not _is_at_verb(reader, words, named):
        return None
    return _of(reader, cue, named, words, via)


def _is_at_verb(reader: _Reader, words: Span, named: _Named | None) -> bool:
    """Tell whether the speaker is named right at the verb, so that an object may follow."""
    if named is None:
        return False
    inside = words.holds(named.mention.span)
    return not inside or named.mention.span.start - words.start < _TITLE_LENGTH


def _is_brief(reader: _Reader, cue: Cue, words: Span) -> bool:
    """Tell whether few words stand between a verb and its that: they can only be who speaks."""
    count = len(words_of(fold(words.of(reader.article.text))))
    follows = reader.folded.text[cue.speaker[1] : cue.content].strip()
    return count <= _BRIEF and follows.strip(" \u060c,") in reader.language.statements.thats


def _span(reader: _Reader, where: tuple[int, int]) -> Span | None:
    first, last = where
    return reader.folded.span(first, last) if first < last <= len(reader.folded.text) else None


def _is_pronoun(words: Span, reader: _Reader) -> bool:
    text = " ".join(words_of(fold(words.of(reader.article.text))))
    return text in reader.language.statements.pronouns


def _is_described(words: Span, reader: _Reader) -> bool:
    """Tell whether words without a name say who speaks: four Iraqi sources, a senior official."""
    tokens = words_of(fold(words.of(reader.article.text)))
    described = reader.language.statements.speakers
    return len(tokens) <= _MOST_WORDS and any(token in described for token in tokens[:_FEW_WORDS])


def _of(
    reader: _Reader, cue: Cue, named: _Named | None, words: Span | None, via: str | None
) -> Statement:
    article, sentence = reader.article, reader.sentence
    spoken = words or (named.mention.span if named else sentence.span)
    if named and len(spoken.of(article.text).split()) > _MOST_WORDS:
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


def _content(reader: _Reader, cue: Cue) -> Span:
    text = reader.folded.text
    first = min(cue.content, len(text) - 1)
    while first < len(text) - 1 and text[first] in " \u060c,:":
        first += 1
    span = reader.folded.span(first, len(text))
    return Span(span.start, max(span.end, span.start + 1))


def _is_direct(content: Span, article: Article) -> bool:
    beginning = article.text[content.start : min(content.end, content.start + 4)]
    return beginning.lstrip()[:1] in tuple(_OPEN_QUOTES)


def _who_spoke(reader: _Reader, cue: Cue, earlier: Sequence[Statement]) -> Statement | None:
    """Return the statement whose speaker goes on: the latest, near enough, that agrees."""
    near = [item for item in earlier[-_STATEMENTS_BACK:] if _is_near(reader, item)]
    if cue.kind == PARTICIPLE:
        here = [item for item in near if item.sentence == reader.sentence.id]
        return here[-1] if here else _subject(reader, cue)
    return near[-1] if near else None


def _is_near(reader: _Reader, statement: Statement) -> bool:
    before = reader.sentences[statement.sentence]
    apart = reader.sentence.paragraph - before.paragraph
    return before.lang == reader.sentence.lang and apart <= _PARAGRAPHS_BACK


def _subject(reader: _Reader, cue: Cue) -> Statement | None:
    """Return as a speaker whom the sentence is about, where a participle agrees with its gender."""
    start = reader.folded.span(cue.start, cue.end).start
    before = Span(max(reader.sentence.span.start, start - _SUBJECT_REACH), start)
    for item in reader.named.within(before):
        if item.entity.type == EntityType.PLACE:
            continue
        if _gender(item, reader) == cue.gender:
            return _of(reader, cue, item, item.mention.span, None)
    return None


def _gender(item: _Named, reader: _Reader) -> str:
    if item.entity.type == EntityType.PERSON:
        return "masculine"
    first = fold(_text(reader, item)).text.split()[0]
    return "feminine" if first.endswith(reader.language.statements.feminine_ends) else "masculine"


def _again(reader: _Reader, cue: Cue, before: Statement) -> Statement:
    content = _content(reader, cue)
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
    reader: _Reader, earlier: Sequence[Statement], previous: Sentence | None
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
