"""Words without the particles that a language attaches to their front."""

from __future__ import annotations

from functools import lru_cache

from generator.vocabulary import Clitics


@lru_cache(maxsize=65536)
def bare(word: str, clitics: Clitics) -> tuple[tuple[str, int], ...]:
    """Return the word as it is and without attached particles, with how many letters go.

    The contracted article is written out in the key but stays in the span: of lil-hukuma all is
    shown.
    """
    found = [(word, 0)]
    starts = [(word, 0)]
    for letter in clitics.conjunctions:
        if word.startswith(letter) and len(word) > 2:
            found.append((word[1:], 1))
            starts.append((word[1:], 1))
    for rest, gone in starts:
        if clitics.contracted and rest.startswith(clitics.contracted):
            found.append((clitics.article + rest[len(clitics.contracted) :], gone))
        for letter in clitics.prepositions:
            if rest.startswith(letter) and len(rest) > 2:
                found.append((rest[1:], gone + 1))
    return tuple(found)


@lru_cache(maxsize=65536)
def all_bare(word: str, clitics: Clitics) -> tuple[str, ...]:
    """Return the word with and without its particles, and without its article."""
    found = []
    for rest, _ in bare(word, clitics):
        found.append(rest)
        if clitics.article and rest.startswith(clitics.article):
            found.append(rest[len(clitics.article) :])
    return tuple(found)
