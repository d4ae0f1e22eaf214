"""The index: for every form, pair of words and concept, the documents that hold it.

It is made of tables, each a mapping from a key to a row; the browser asks for the part of a table
that holds a key. The rows are described where they are made.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.search.analysis import Analyser, Word, joins
from generator.search.concepts import Concepts
from generator.search.documents import Document, Entry

Row = Any
Table = Iterator[tuple[str, Row]]

_STRONGEST = 7
"""The greatest impact: how much a text is about a word, from 1."""
_HEADLINE = 8
"""Added to the impact where the headline has it."""
_USUAL_LENGTH = 300
"""Words of a usual text; impacts do not depend on the other texts, so that each stands alone."""
_SATURATION = 1.2
_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Analysed:
    """What one document gives to the index, each with its impact.

    `forms` by bare form; `guesses` by what a form may be without particles, or joined to its
    neighbour; `told` the forms of what facts say in words, where the text does not have them.
    """

    forms: Mapping[str, int]
    guesses: Mapping[str, int]
    told: Mapping[str, int]
    pairs: frozenset[str]
    concepts: Mapping[str, int]


def analysed(document: Document, analyser: Analyser, concepts: Concepts) -> Analysed:
    """Return what a document gives to the index."""
    counts: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    ideas: Counter[str] = Counter(document.concepts)
    pairs: set[str] = set()
    length = 0
    for passage in document.passages:
        words = analyser.words(passage.text)
        length += len(words)
        _count(words, analyser, counts, guessed, pairs)
        ideas.update(concepts.in_words(passage.lang, words))
    impacts = _Impacts(length)
    heads: set[str] = set(document.in_headline)
    title: set[str] = set()
    original = document.original
    for lang, text in ((original.lang, original.text), (document.read_in, document.headline)):
        words = analyser.words(text)
        title.update([word.bare for word in words])
        _count(words, analyser, counts, guessed, pairs)
        heads.update(concepts.in_words(lang, words))
    ideas.update(heads)
    forms = impacts.of(counts, title)
    told: Counter[str] = Counter()
    for lang, text in document.told:
        words = analyser.words(text)
        told.update([word.bare for word in words])
        ideas.update(concepts.in_words(lang, words))
    for form in forms:
        guessed.pop(form, None)
        told.pop(form, None)
    return Analysed(
        forms, impacts.of(guessed), impacts.of(told), frozenset(pairs), impacts.of(ideas, heads)
    )


def _count(
    words: Sequence[Word],
    analyser: Analyser,
    forms: Counter[str],
    guesses: Counter[str],
    pairs: set[str],
) -> None:
    """Count the forms of a sentence, and what its words may be; add its neighbours."""
    forms.update([word.bare for word in words])
    for word in words:
        if word.guesses:
            guesses.update(word.guesses)
    for one, other in pairwise(words):
        if (one.opens or other.closes) and joins(one, other):
            guesses[analyser.word(one.text + other.text).bare] += 1
    stems = [word.stem for word in words if not word.is_stop]
    pairs.update(map(" ".join, pairwise(stems)))


class _Impacts:
    """How much a text of some length is about a word that stands in it so many times."""

    def __init__(self, length: int) -> None:
        self._usual = _SATURATION * (0.25 + 0.75 * length / _USUAL_LENGTH)
        self._known: dict[int, int] = {}

    def of(self, counts: Mapping[str, int], heads: Collection[str] = ()) -> dict[str, int]:
        """Return the impact of each key; `heads` are those that the headline has."""
        known = self._known
        for count in set(counts.values()) - known.keys():
            weight = round(count / (count + self._usual) * _STRONGEST)
            known[count] = max(1, min(_STRONGEST, weight))
        found = {key: known[count] for key, count in counts.items()}
        for key in heads:
            found[key] += _HEADLINE
        return found


class Postings:
    """By key, the documents that hold it, with impacts; packed, since they are many."""

    def __init__(self) -> None:
        """Start empty."""
        self._packed: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, document: int, impacts: Mapping[str, int]) -> None:
        """Add what a document gives; documents come in order."""
        packed, first = self._packed, document << 4
        for key, impact in impacts.items():
            packed[key].append(first | impact)

    def keys(self) -> Iterable[str]:
        """Return the keys."""
        return self._packed.keys()

    def count(self, key: str) -> int:
        """Return how many documents hold a key."""
        return len(self._packed[key]) if key in self._packed else 0

    def row(self, key: str) -> list[int]:
        """Return for a key: gap to the document before, impact, gap, impact, ..."""
        found: list[int] = []
        last = 0
        for item in self._packed.get(key, ()):
            document = item >> 4
            found += (document - last, item & 15)
            last = document
        return found


def tables(
    documents: Iterable[Analysed],
    analyser: Analyser,
    concepts: Concepts,
    entries: Mapping[str, Sequence[Entry]],
    facets: Sequence[Mapping[str, int]],
) -> dict[str, Table]:
    """Return the tables of an index that depend on its documents.

    `facets` are what each document can be filtered by.
    """
    forms, guesses, told, pairs, ideas = (Postings() for _ in range(5))
    for number, (document, facet) in enumerate(zip(documents, facets, strict=True)):
        forms.add(number, document.forms)
        guesses.add(number, document.guesses)
        told.add(number, document.told)
        pairs.add(number, dict.fromkeys(document.pairs, 1))
        ideas.add(number, document.concepts)
        ideas.add(number, facet)
    return {
        "words": _words(forms, guesses, told, analyser),
        "forms": ((form, forms.count(form)) for form in _ordered(forms.keys())),
        "pairs": ((pair, pairs.row(pair)[::2]) for pair in _ordered(pairs.keys())),
        "concepts": _concepts(ideas, concepts, entries),
        "names": _names(ideas, concepts, entries),
    }


def _ordered(keys: Iterable[str]) -> list[str]:
    """Return keys in the order in which browsers compare texts, by units of UTF-16."""
    return sorted(keys, key=lambda key: key.encode("utf-16-be", "surrogatepass"))


def _words(forms: Postings, guesses: Postings, told: Postings, analyser: Analyser) -> Table:
    """Yield "sound form": [postings of the form, of it with particles perhaps, of what is told].

    Words that sound alike stand together, so that a query finds all forms of a word in one place;
    a word whose ending may belong to it (Abbas) stands in two.
    """
    keys = {*forms.keys(), *guesses.keys(), *told.keys()}
    places = set()
    for word in map(analyser.word, keys):
        places |= {f"{word.sound} {word.text}", f"{analyser.sound(word.bare)} {word.text}"}
    for key in _ordered(places):
        form = key.partition(" ")[2]
        row = [forms.row(form), guesses.row(form), told.row(form)]
        while row and not row[-1]:
            row.pop()
        yield key, row


def term_table(concepts: Concepts) -> Table:
    """Yield the stem of a term's first word: [[concept, 1 if exact, word, word, ...], ...]."""
    for stem in _ordered(concepts.phrases):
        yield stem, [[p.concept, int(p.exact), *p.words] for p in concepts.phrases[stem]]


def _names(ideas: Postings, concepts: Concepts, entries: Mapping[str, Sequence[Entry]]) -> Table:
    """Yield a word of a name: [[documents with it, kind, label, address], ...], most first."""
    named: dict[str, set[tuple[int, str, str, str]]] = defaultdict(set)
    for id_, about in entries.items():
        count, first = ideas.count(id_), about[0]
        for phrase in concepts.words_of.get(id_, ()) if count else ():
            for word in phrase.words if phrase.exact else ():
                named[word].add((-count, first.kind, first.label, first.address))
    for word in _ordered(named):
        most = sorted(named[word])[:_SUGGESTED]
        yield word, [[-count, *entry] for count, *entry in most]


def _concepts(ideas: Postings, concepts: Concepts, entries: Mapping[str, Sequence[Entry]]) -> Table:
    """Yield a concept: [postings, [[exact, word, ...], ...], [[kind, label, address], ...]]."""
    for id_ in _ordered({*ideas.keys(), *entries}):
        phrases = [[int(p.exact), *p.words] for p in concepts.words_of.get(id_, ())]
        about = [[entry.kind, entry.label, entry.address] for entry in entries.get(id_, ())]
        yield id_, [ideas.row(id_), phrases, about]
