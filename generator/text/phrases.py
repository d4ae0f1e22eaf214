"""Regular expressions made of the words and phrases of a language's data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

_Name = TypeVar("_Name")
_WORD_END = re.compile(r"[\W_]")


def any_of(words: Iterable[str]) -> str:
    """Return an alternation of words, longest first; their spaces are optional, none matches none.

    In Arabic script a space inside a phrase is often left out.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " *") for word in ordered) or r"(?!)"


class Beginnings(Generic[_Name]):
    """Which of some groups of phrases may stand in a sentence, told by single words of it.

    Each word is looked at once, however often it comes again; with most words no phrase begins.
    """

    def __init__(self, groups: Mapping[_Name, Iterable[str]], before: str = "") -> None:
        """Prepare the groups, by their names; `before` matches what may be attached to a phrase."""
        words = {name: any_of(first_words(phrases)) for name, phrases in groups.items()}
        every = "|".join(words.values()) or r"(?!)"
        self._any = re.compile(f"{before}(?:{every})")
        self._groups = {name: re.compile(f"{before}(?:{each})") for name, each in words.items()}
        self._begun = lru_cache(maxsize=65536)(self._begun_by)

    def of(self, words: Iterable[str]) -> set[_Name]:
        """Return the names of the groups of which a phrase may begin with one of some words."""
        return {name for word in words for name in self._begun(word)}

    def _begun_by(self, word: str) -> tuple[_Name, ...]:
        if not self._any.match(word):
            return ()
        return tuple(name for name, pattern in self._groups.items() if pattern.match(word))


def first_words(phrases: Iterable[str]) -> set[str]:
    """Return what each phrase begins with, up to the end of its first word."""
    return {_WORD_END.split(phrase, maxsplit=1)[0] for phrase in phrases}
