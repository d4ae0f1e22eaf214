"""Known people, organizations and places, by name, in three scripts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from generator.grammar.roles import ends_with_title
from generator.model import Article, Entity, EntityType, Mention, Sentence, Span
from generator.text.folding import fold
from generator.text.naming import Tokens, tokens_of
from generator.text.particles import all_bare, bare
from generator.vocabulary import Clitics, GazetteerEntry, Lexicon, NameForm, NameIndex

_LONGEST = 12
_SHORTEST = 3
_TITLE_REACH = 60
_NO_CLITICS = Clitics()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch of a sentence that some forms of names match; `last` is its last word."""

    sentence: Sentence
    span: Span
    forms: tuple[NameForm, ...]
    last: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is needed to look names up in one sentence.

    `starts` are the words that a name may begin with; `matches` by word, once looked up.
    """

    article: Article
    sentence: Sentence
    lexicon: Lexicon
    clitics: Clitics
    context: _Context
    tokens: Tokens
    starts: tuple[int, ...]
    matches: dict[int, list[_Candidate]] = field(default_factory=dict)


def find(article: Article, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return every known entity of the article with its mentions, in order of first mention.

    An editor's corrections come first. A short form (a surname) counts only where a full form of
    the same entry stands somewhere in the text, and only if that leaves one entry.
    """
    corrections = {fold(item.text).text: item.entity for item in article.sidecar.corrections}
    readers = [_reader(article, sentence, lexicon) for sentence in article.sentences]
    found_full = {
        form.entry.id
        for reader in readers
        for candidate in _candidates(reader, frozenset())
        for form in candidate.forms
        if form.full
    }
    present = frozenset(found_full | set(_titled(readers)))
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for reader in readers:
        for candidate in _candidates(reader, present):
            form = candidate.forms[0]
            entity, rule = form.entry.id, form.rule
            corrected = corrections.get(fold(candidate.span.of(article.text)).text)
            if corrected is not None:
                entity, rule = corrected, "sidecar:entities"
            if entity:
                mentions[entity].append(Mention(candidate.sentence.id, candidate.span, rule))
    for id_, mention in _supplied(article, mentions):
        mentions[id_].append(mention)
    found = [
        _entity(lexicon.entries[id_], tuple(sorted(group, key=lambda mention: mention.span)))
        for id_, group in mentions.items()
    ]
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


def _supplied(
    article: Article, mentions: Mapping[str, Sequence[Mention]]
) -> list[tuple[str, Mention]]:
    """Return the mentions that only the editor knows of: words that are in no list of names."""
    taken = [mention.span for group in mentions.values() for mention in group]
    supplied = []
    for correction in article.sidecar.corrections:
        words = re.compile(rf"(?<!\w){re.escape(correction.text)}(?!\w)")
        for sentence in article.sentences if correction.entity else ():
            for match in words.finditer(article.text, sentence.span.start, sentence.span.end):
                span = Span(*match.span())
                if not any(span.start < other.end and other.start < span.end for other in taken):
                    mention = Mention(sentence.id, span, "sidecar:entities")
                    supplied.append((correction.entity, mention))
    return supplied


def _entity(entry: GazetteerEntry, mentions: tuple[Mention, ...]) -> Entity:
    return Entity(entry.id, entry.type, entry.name, known=True, mentions=mentions)


def _resolve(forms: Sequence[NameForm], present: frozenset[str]) -> NameForm | None:
    """Return the one form that is meant, or None in doubt."""
    if len(forms) == 1:
        return forms[0] if forms[0].full or forms[0].entry.id in present else None
    for group in (
        [form for form in forms if form.full and form.capitals],
        [form for form in forms if form.full and form.near],
        [form for form in forms if form.full],
        [form for form in forms if form.entry.id in present],
    ):
        if len({form.entry.id for form in group}) == 1:
            return group[0]
    return None


def _means_another(candidate: _Candidate, reader: _Reader) -> bool:
    """Tell whether a surname stands as something else.

    After a definite noun it is an adjective (the Sudanese council); before a comma and a larger
    place it is a town (Austin, Texas).
    """
    article, sentence, span = reader.article, candidate.sentence.span, candidate.span
    words = fold(article.text[sentence.start : span.start]).text
    if reader.clitics.article and words.endswith(" "):
        last = (words.split() or [""])[-1]
        definite = reader.clitics.article
        return any(
            rest.startswith(definite) and len(rest) > len(definite) + 2
            for rest, _ in bare(last, reader.clitics)
        ) and not _is_titled(candidate, reader)
    after = article.text[span.end : sentence.end]
    following = Tokens(fold(after[1:40])) if after.startswith(", ") else None
    if following is None or len(following) == 0:
        return False
    forms = reader.lexicon.names.forms.get(following.word(0), ())
    return any(form.full and form.entry.type == EntityType.PLACE for form in forms)


def _titled(readers: Sequence[_Reader]) -> Iterator[str]:
    """Yield the people whose surname stands behind a title of an office that they have held."""
    for reader in readers:
        for index in reader.starts:
            for candidate in _matches(index, reader):
                held = {
                    form.entry.id
                    for form in candidate.forms
                    if not form.full and _is_titled(candidate, reader, form)
                }
                if len(held) == 1:
                    yield held.pop()


def _is_titled(candidate: _Candidate, reader: _Reader, form: NameForm | None = None) -> bool:
    """Tell whether right before a name stands a title of an office that its bearer has held."""
    forms = (form,) if form else candidate.forms
    start = max(candidate.sentence.span.start, candidate.span.start - _TITLE_REACH)
    before = fold(reader.article.text[start : candidate.span.start]).text
    language = reader.lexicon.languages.get(candidate.sentence.lang)
    return language is not None and any(
        ends_with_title(before, office, language, reader.lexicon)
        for form in forms
        for office in {term.office for term in form.entry.terms}
    )


def _reader(article: Article, sentence: Sentence, lexicon: Lexicon) -> _Reader:
    source = sentence.span.of(article.text)
    tokens = tokens_of(source, sentence.span.start)
    language = lexicon.languages.get(sentence.lang)
    clitics = language.clitics if language else _NO_CLITICS
    context = _Context(tokens, clitics, source)
    starts = tuple(i for i, word in enumerate(tokens.words) if _begun(word, clitics, lexicon.names))
    return _Reader(article, sentence, lexicon, clitics, context, tokens, starts)


def _candidates(reader: _Reader, present: frozenset[str]) -> Iterator[_Candidate]:
    """Yield the longest names of a sentence from left to right, without overlap, each resolved.

    A short form counts only for an entry that is `present`; where it does not, a shorter name
    inside it may.
    """
    free = 0
    for index in reader.starts:
        if index < free:
            continue
        found = next(
            (
                (candidate, form)
                for candidate in _matches(index, reader)
                if (form := _resolve(candidate.forms, present))
                and (form.full or not _means_another(candidate, reader))
            ),
            None,
        )
        if found is not None:
            candidate, form = found
            yield _Candidate(candidate.sentence, candidate.span, (form,), candidate.last)
            free = candidate.last + 1


def _matches(first: int, reader: _Reader) -> list[_Candidate]:
    """Return what may be a name from a word on, the longest first."""
    if first not in reader.matches:
        reader.matches[first] = _looked_up(first, reader)
    return reader.matches[first]


@lru_cache(maxsize=65536)
def _begun(word: str, clitics: Clitics, names: NameIndex) -> tuple[tuple[str, int], ...]:
    """Return what of a word, with or without particles, a name begins with."""
    return tuple(item for item in bare(word, clitics) if item[0] in names.beginnings)


def _looked_up(first: int, reader: _Reader) -> list[_Candidate]:
    tokens, names = reader.tokens, reader.lexicon.names
    found: dict[int, _Candidate] = {}
    start, _ = tokens.spans[first]
    for word, stripped in _begun(tokens.word(first), reader.clitics, names):
        for last, key in _keys(tokens, first, word, names.beginnings):
            forms = names.forms.get(key, ())
            if not forms or last in found or (stripped and len(key) < _SHORTEST):
                continue
            span = _with_last_stop(
                tokens.folded.span(start + stripped, tokens.spans[last][1]), reader.article.text
            )
            lang = reader.sentence.lang
            related = _relatives(lang, reader.lexicon)
            place = _Place(span.of(reader.article.text), lang, reader.context, related)
            fitting = tuple(form for form in forms if _fits(form, place))
            if fitting:
                found[last] = _Candidate(reader.sentence, span, fitting, last)
    return [found[last] for last in sorted(found, reverse=True)]


def _keys(
    tokens: Tokens, first: int, word: str, beginnings: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """Yield (last word, key) for every stretch from `first` on that may be a name."""
    key, last = word, first
    while key in beginnings:
        if not tokens.is_possessive(last):
            yield last, key
        if last + 1 >= len(tokens) or last - first >= _LONGEST:
            return
        joint = tokens.joint(last)
        if joint is None:
            return
        following = last + 1
        # An initial inside a name (Lloyd J. Austin) is passed over where the name has none.
        if tokens.is_initial(following) and key + joint + tokens.word(following) not in beginnings:
            following += 1
            joint = tokens.joint(last) if joint == "" else " "
            if following >= len(tokens) or joint is None:
                return
        key, last = key + joint + tokens.word(following), following


def _with_last_stop(span: Span, text: str) -> Span:
    """Return the span with the last stop of a dotted abbreviation, such as U.S. has."""
    words = span.of(text)
    dotted = len(words) > 2 and words[-2] == "." and words[-1].isalpha()
    stopped = dotted and text[span.end : span.end + 1] == "."
    return Span(span.start, span.end + 1) if stopped else span


@dataclass(frozen=True)
class _Context:
    """What the words of a sentence tell about names in it; few names ask."""

    tokens: Tokens
    clitics: Clitics
    source: str

    @cached_property
    def words(self) -> frozenset[str]:
        clitics = self.clitics
        return frozenset(rest for word in self.tokens.words for rest in all_bare(word, clitics))

    @cached_property
    def text(self) -> str:
        return f" {' '.join(self.tokens.words)} "

    @property
    def shouted(self) -> bool:
        return self.source.isupper()

    def holds(self, phrase: str) -> bool:
        """Tell whether a word, with or without particles, or a phrase stands in the sentence."""
        return phrase in self.words or (" " in phrase and f" {phrase} " in self.text)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a form would stand: the words as written, the language, the sentence around.

    `relatives` are the languages that share its script.
    """

    source: str
    lang: str
    context: _Context
    relatives: frozenset[str]


@lru_cache(maxsize=16)
def _relatives(lang: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the languages that share the script of one, if it is not the Latin one."""
    language = lexicon.languages.get(lang)
    if language is None or language.script == "Latn":
        return frozenset()
    known = lexicon.languages.values()
    return frozenset(other.code for other in known if other.script == language.script)


def _fits(form: NameForm, place: _Place) -> bool:
    """Tell whether case, language and neighbouring words allow the form here."""
    if form.capitals:
        written = "".join(character for character in place.source if character.isalnum())
        # In a headline in capitals, US may be anybody.
        if written != form.capitals or (len(written) <= 2 and place.context.shouted):
            return False
    elif _is_common_word(form, place.source):
        return False
    if form.only and form.only != place.lang:
        return False
    # One word of Arabic and one of Persian are often spelled alike and mean two things.
    shared = form.lang in place.relatives and form.lang != place.lang
    if shared and " " not in form.text:
        return False
    return not form.near or any(place.context.holds(word) for word in form.near)


def _is_common_word(form: NameForm, source: str) -> bool:
    """Tell whether a name is written like a word: Hit is a town and hit a verb."""
    proper = form.text != form.text.lower() and (
        " " not in form.text or form.entry.kind == "person"
    )
    return proper and source.isascii() and source == source.lower()
