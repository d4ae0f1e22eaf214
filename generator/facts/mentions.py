"""Known people, organizations and places, by name, in three scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.model import Article, Entity, Mention, Sentence, Span
from generator.text.folding import fold
from generator.text.naming import Tokens
from generator.vocabulary import Clitics, GazetteerEntry, Lexicon, NameForm

_LONGEST = 12
_ARABIC_SCRIPT = ("ar", "fa")
_NO_CLITICS = Clitics()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch of a sentence that some forms of names match."""

    sentence: Sentence
    span: Span
    forms: tuple[NameForm, ...]


def find(article: Article, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Return every known entity of the article with its mentions, in order of first mention.

    An editor's corrections come first. A short form (a surname) counts only where a full form of
    the same entry stands somewhere in the text, and only if that leaves one entry.
    """
    corrections = {fold(item.text).text: item.entity for item in article.sidecar.corrections}
    candidates = [
        candidate
        for sentence in article.sentences
        for candidate in _candidates(article, sentence, lexicon)
    ]
    present = {form.entry.id for candidate in candidates for form in candidate.forms if form.full}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for candidate in candidates:
        form = _resolve(candidate.forms, present)
        entity = form.entry.id if form else ""
        rule = form.rule if form else ""
        corrected = corrections.get(fold(candidate.span.of(article.text)).text)
        if corrected is not None:
            entity, rule = corrected, "sidecar:entities"
        if entity:
            mentions[entity].append(Mention(candidate.sentence.id, candidate.span, rule))
    found = [_entity(lexicon.entries[id_], tuple(group)) for id_, group in mentions.items()]
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


def _entity(entry: GazetteerEntry, mentions: tuple[Mention, ...]) -> Entity:
    return Entity(entry.id, entry.type, entry.name, known=True, mentions=mentions)


def _resolve(forms: Sequence[NameForm], present: set[str]) -> NameForm | None:
    """Return the one form that is meant, or None in doubt."""
    for group in (
        [form for form in forms if form.full and form.capitals],
        [form for form in forms if form.full and form.near],
        [form for form in forms if form.full],
        [form for form in forms if form.entry.id in present],
    ):
        if len({form.entry.id for form in group}) == 1:
            return group[0]
    return None


def _candidates(article: Article, sentence: Sentence, lexicon: Lexicon) -> Iterator[_Candidate]:
    """Yield the longest matches of a sentence from left to right, without overlap."""
    folded = fold(sentence.span.of(article.text), sentence.span.start)
    language = lexicon.languages.get(sentence.lang)
    clitics = language.clitics if language else _NO_CLITICS
    tokens = Tokens(folded)
    index = 0
    while index < len(tokens):
        match = _longest(tokens, index, clitics, lexicon, sentence, article)
        if match is None:
            index += 1
            continue
        last, candidate = match
        yield candidate
        index = last + 1


def _longest(
    tokens: Tokens,
    first: int,
    clitics: Clitics,
    lexicon: Lexicon,
    sentence: Sentence,
    article: Article,
) -> tuple[int, _Candidate] | None:
    best: tuple[int, _Candidate] | None = None
    start, _ = tokens.spans[first]
    for word, stripped in _bare(tokens.word(first), clitics):
        for last, key in _keys(tokens, first, word, lexicon.names.beginnings):
            forms = lexicon.names.forms.get(key, ())
            if not forms or (best and last <= best[0]):
                continue
            span = tokens.folded.span(start + stripped, tokens.spans[last][1])
            fitting = tuple(
                form
                for form in forms
                if _fits(form, span.of(article.text), sentence.lang, tokens.folded.text)
            )
            if fitting:
                best = (last, _Candidate(sentence, span, fitting))
    return best


def _bare(word: str, clitics: Clitics) -> Iterator[tuple[str, int]]:
    """Yield the word as it is and without attached particles, with how many letters go.

    The contracted article is written out in the key but stays in the span: of lil-hukuma all is
    shown.
    """
    yield word, 0
    starts = [(word, 0)]
    for letter in clitics.conjunctions:
        if word.startswith(letter) and len(word) > 3:
            yield word[1:], 1
            starts.append((word[1:], 1))
    for rest, gone in starts:
        if clitics.contracted and rest.startswith(clitics.contracted):
            yield clitics.article + rest[len(clitics.contracted) :], gone
        for letter in clitics.prepositions:
            if rest.startswith(letter) and len(rest) > 3:
                yield rest[1:], gone + 1


def _keys(
    tokens: Tokens, first: int, word: str, beginnings: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """Yield (last word, key) for every stretch from `first` on that may be a name."""
    key, last = word, first
    while key in beginnings:
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


def _fits(form: NameForm, source: str, lang: str, sentence: str) -> bool:
    """Tell whether case, language and neighbouring words allow the form here."""
    if form.capitals:
        return "".join(c for c in source if c.isalnum()) == form.capitals
    # Hit is a town and hit a verb; but a "council of ministers" is that Council.
    proper = form.text != form.text.lower() and (
        " " not in form.text or form.entry.kind == "person"
    )
    if proper and source.isascii() and source == source.lower():
        return False
    if form.only and form.only != lang:
        return False
    # One word of Arabic and one of Persian are often spelled alike and mean two things.
    one_word = " " not in form.text and form.lang in _ARABIC_SCRIPT and lang in _ARABIC_SCRIPT
    if one_word and form.lang != lang:
        return False
    return not form.near or any(word in sentence for word in form.near)
