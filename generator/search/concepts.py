"""Which words mean one thing: names, months, weekdays, offices, and the ideas of the word lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Briefing
from generator.search.analysis import Analyser, Word
from generator.vocabulary import GazetteerEntry, Lexicon

_SHORTEST_ADJECTIVE = 4
_TOO_LITTLE = 3


@dataclass(frozen=True, slots=True)
class Term:
    """Words of one language that stand for a concept.

    `exact`: a name, whose words have no other endings; `told`: texts are not looked through for
    it, since reading them has told already where it stands.
    """

    concept: str
    lang: str
    words: str
    exact: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term as it is matched: each word bare (`exact`), or bare or without its ending."""

    concept: str
    exact: bool
    words: tuple[str, ...]


def terms(lexicon: Lexicon, briefings: Sequence[Briefing]) -> Iterator[Term]:
    """Yield every term that a query may hold; the names that only these texts know come too."""
    for concept in lexicon.search.concepts:
        for lang, words in concept.words.items():
            for word in (*words, *_persons(words, lexicon.search.analysis.present)):
                yield Term(concept.id, lang, word, exact=False, told=False)
    for entry in lexicon.entries.values():
        yield from _names(entry)
    yield from _days(lexicon)
    yield from _offices(lexicon)
    yield from _unlisted(lexicon, briefings)


def _days(lexicon: Lexicon) -> Iterator[Term]:
    """Yield the months and weekdays."""
    for language in lexicon.languages.values():
        for (calendar, number), names in language.dates.months.items():
            id_ = f"month:{calendar}-{number}"
            for name in names:
                told = name in language.dates.ambiguous
                yield Term(id_, language.code, name, exact=True, told=told)
        for number, names in language.dates.weekdays.items():
            for name in names:
                yield Term(f"weekday:{number}", language.code, name, exact=True, told=False)


def _offices(lexicon: Lexicon) -> Iterator[Term]:
    for office in lexicon.offices.values():
        for lang, forms in office.forms.items():
            for form in dict.fromkeys((*forms, office.name.get(lang, ""))):
                if form:
                    yield Term(f"office:{office.id}", lang, form, exact=False, told=False)


def _persons(words: Sequence[str], present: Sequence[str]) -> Iterator[str]:
    """Yield the verbs among words in the other persons of the present: she completes."""
    first, *others = present
    for word in words:
        if word.startswith(first) and " " not in word and len(word) > _SHORTEST_ADJECTIVE:
            yield from (other + word[len(first) :] for other in others)


def _names(entry: GazetteerEntry) -> Iterator[Term]:
    for lang, name in entry.name.items():
        yield Term(entry.id, lang, name, exact=True, told=True)
    for forms in (entry.aliases, entry.short, entry.other):
        for lang, names in forms.items():
            yield from (Term(entry.id, lang, name, exact=True, told=True) for name in names)
    for guarded in entry.guarded:
        yield Term(entry.id, guarded.lang, guarded.text, exact=True, told=True)
    for lang, names in entry.adjectives.items():
        for name in names:
            # A short one is often another word: Turk is "leave" in Persian.
            yield Term(entry.id, lang, name, exact=True, told=len(name) < _SHORTEST_ADJECTIVE)


def _unlisted(lexicon: Lexicon, briefings: Sequence[Briefing]) -> Iterator[Term]:
    """Yield the names of people that no list knows, once each."""
    names = {
        (entity.id, lang, name)
        for briefing in briefings
        for entity in briefing.entities
        if entity.id not in lexicon.entries
        for lang, name in entity.name.items()
    }
    for id_, lang, name in sorted(names):
        yield Term(id_, lang, name, exact=True, told=True)


_Begun = tuple[tuple[str, ...], Mapping[str, Sequence[Phrase]]]
"""The concepts that one word stands for, and by second word the phrases that it may begin."""


class Concepts:
    """All terms, ready to be found in a text and to be looked up by a query."""

    def __init__(self, analyser: Analyser, found: Iterable[Term]) -> None:
        """Analyse the terms, each once."""
        self._analyser = analyser
        self.phrases: dict[str, dict[Phrase, None]] = {}
        """Every phrase by the stem of its first word."""
        self.words_of: dict[str, dict[Phrase, None]] = {}
        """The phrases of each concept."""
        self._in_text: dict[str, dict[str, list[Phrase]]] = {}
        self._begun: dict[str, dict[str, _Begun]] = {}
        for term in found:
            words = analyser.words(term.words)
            if not words:
                continue
            sequence = tuple([word.bare if term.exact else _key(word) for word in words])
            phrase = Phrase(term.concept, term.exact, sequence)
            for first in {words[0].stem, sequence[0]}:
                self.phrases.setdefault(first, {})[phrase] = None
            self.words_of.setdefault(term.concept, {})[phrase] = None
            if not term.told:
                by_first = self._in_text.setdefault(term.lang, {}).setdefault(sequence[0], [])
                if phrase not in by_first:
                    by_first.append(phrase)

    def in_words(self, lang: str, words: Sequence[Word]) -> list[str]:
        """Return the concepts that the words of a text in one language stand for."""
        begun = self._begun.setdefault(lang, {})
        found: list[str] = []
        last = len(words) - 1
        for place, word in enumerate(words):
            beginning = begun.get(word.text)
            if beginning is None:
                beginning = begun[word.text] = self._beginning(lang, word)
            whole, longer = beginning
            found += whole
            if longer and place < last:
                following = words[place + 1]
                for second in {following.bare, following.stem}:
                    for phrase in longer.get(second, ()):
                        if _goes_on(phrase, words, place):
                            found.append(phrase.concept)
        return found

    def _beginning(self, lang: str, word: Word) -> _Begun:
        """Return what may begin with a word, with or without particles before it."""
        by_first: Mapping[str, list[Phrase]] = self._in_text.get(lang, {})
        found = [*by_first.get(word.bare, ())]
        if word.stem != word.bare:
            found += by_first.get(word.stem, ())
        fitting = [item for item in found if _fits(word, item, 0)]
        for guess in word.guesses if not fitting else ():
            bare = self._analyser.word(guess)
            found = [*by_first.get(bare.bare, ()), *by_first.get(bare.stem, ())]
            fitting += [item for item in dict.fromkeys(found) if _fits(bare, item, 0)]
        whole = tuple(item.concept for item in fitting if len(item.words) == 1)
        longer: dict[str, list[Phrase]] = {}
        for item in fitting:
            if len(item.words) > 1:
                longer.setdefault(item.words[1], []).append(item)
        return whole, longer


def _key(word: Word) -> str:
    """Return what a word of a term is matched by: its stem, unless too little is left of it.

    Persian for fish without its ending is the word for month.
    """
    return word.bare if len(word.stem) <= _TOO_LITTLE else word.stem


def _fits(word: Word, phrase: Phrase, place: int) -> bool:
    """Tell whether a word may stand at a place of a phrase."""
    wanted = phrase.words[place]
    return word.bare == wanted or (not phrase.exact and word.stem == wanted)


def _goes_on(phrase: Phrase, words: Sequence[Word], place: int) -> bool:
    """Tell whether the words after a phrase's first one follow."""
    length = len(phrase.words)
    return place + length <= len(words) and all(
        _fits(words[place + number], phrase, number) for number in range(1, length)
    )
