"""What the data files say of search: how words are made comparable, and which mean one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """How words are made comparable; the fields are those of `data/search/analysis.toml`.

    `rules` is the file as it stands, for the reader's browser, which follows the same rules.
    """

    rules: Mapping[str, object]
    spellings: tuple[tuple[str, str], ...]
    letters: Mapping[str, str]
    possessive: str
    article: str
    verb: str
    present: tuple[str, ...]
    particles: str
    second: str
    suffixes: tuple[tuple[str, int], ...]
    weak: str
    first: frozenset[str]
    last: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    silent: str
    sounds: Mapping[str, str]
    latin_sounds: tuple[tuple[str, str], ...]
    both_sounds: tuple[tuple[str, str], ...]
    stop: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """An idea, and the words for it in each language."""

    id: str
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class SearchWords:
    """All that search knows of words."""

    analysis: Analysis
    concepts: tuple[Concept, ...]
