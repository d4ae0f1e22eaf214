"""Words without the particles that a language attaches to their front."""

from __future__ import annotations

from collections.abc import Iterator

from generator.vocabulary import Clitics


def bare(word: str, clitics: Clitics) -> Iterator[tuple[str, int]]:
    """Yield the word as it is and without attached particles, with how many letters go.

    The contracted article is written out in the key but stays in the span: of lil-hukuma all is
    shown.
    """
    yield word, 0
    starts = [(word, 0)]
    for letter in clitics.conjunctions:
        if word.startswith(letter) and len(word) > 2:
            yield word[1:], 1
            starts.append((word[1:], 1))
    for rest, gone in starts:
        if clitics.contracted and rest.startswith(clitics.contracted):
            yield clitics.article + rest[len(clitics.contracted) :], gone
        for letter in clitics.prepositions:
            if rest.startswith(letter) and len(rest) > 2:
                yield rest[1:], gone + 1


def all_bare(word: str, clitics: Clitics) -> Iterator[str]:
    """Yield the word with and without its particles, and without its article."""
    for rest, _ in bare(word, clitics):
        yield rest
        if clitics.article and rest.startswith(clitics.article):
            yield rest[len(clitics.article) :]
