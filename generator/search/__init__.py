"""Search: what a reader's browser needs to find every text, made when the site is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.contents import Contents
from generator.render import Edition
from generator.search.analysis import Analyser
from generator.search.concepts import Concepts, Term, terms
from generator.search.documents import Document, Entry, documents, entries
from generator.search.index import Analysed, analysed, tables, term_table
from generator.search.shards import facet_keys, files, parts_of
from generator.vocabulary import Lexicon

__all__ = ["Indexer", "write"]


class Indexer:
    """Makes the index.

    With `keep`, for a preview, what an earlier build analysed and is still the same is not analysed
    again; else each document is let go as soon as its words are in the index.
    """

    def __init__(self, *, keep: bool = False) -> None:
        """Start without anything analysed."""
        self._keep = keep
        self._terms: tuple[Term, ...] = ()
        self._rules: object = None
        self._analysed: dict[Document, Analysed] = {}

    def files(self, edition: Edition, contents: Contents, folder: str) -> Iterator[tuple[str, str]]:
        """Yield every file of the index: name below the folder of search, text.

        `folder` leads from the root of the site to the briefings and ends in a slash.
        """
        found = list(documents(edition, contents, folder))
        known = tuple(terms(edition.lexicon, contents.collections.briefings))
        yield from self.index(found, known, edition.lexicon, entries(edition, contents, folder))

    def index(
        self,
        found: Sequence[Document],
        known: tuple[Term, ...],
        lexicon: Lexicon,
        about: dict[str, list[Entry]],
    ) -> Iterator[tuple[str, str]]:
        """Yield every file of the index of documents, with the terms that queries may hold."""
        rules = lexicon.search.analysis
        if self._terms != known or self._rules != rules.rules:
            self._terms, self._rules = known, rules.rules
            self._analyser = Analyser(rules)
            self._concepts = Concepts(self._analyser, known)
            self._term_parts = tuple(parts_of(term_table(self._concepts)))
            self._analysed = {}
        facets = [facet_keys(document) for document in found]
        made = tables(self._each(found), self._analyser, self._concepts, about, facets)
        parts = {name: parts_of(table) for name, table in made.items()}
        fields = dict(_fields(lexicon))
        yield from files({"terms": self._term_parts, **parts}, found, rules.rules, fields)

    def _each(self, found: Sequence[Document]) -> Iterator[Analysed]:
        """Yield what each document gives to the index."""
        before, self._analysed = self._analysed, {}
        for document in found:
            known = before.get(document) or analysed(document, self._analyser, self._concepts)
            if self._keep:
                self._analysed[document] = known
            yield known


def _fields(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the words before a colon that filter, in every language that has words for them."""
    for labels in lexicon.labels.values():
        for field, words in labels.get("search", {}).get("fields", {}).items():
            yield from ((word, field) for word in words)


def write(folder: Path, name: str, text: str) -> None:
    """Write one file of the index below its folder, which is made as needed."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
