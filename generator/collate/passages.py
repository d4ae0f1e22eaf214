"""Passages that two seeds share: one quotes the other, or both quote a third."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.model import Briefing, Sentence
from generator.text.folding import fold
from generator.text.naming import words_of

# So many words in a row, and so many such runs, are no chance.
_RUN, _LEAST_RUNS = 5, 3
# What stands in more seeds than this is a phrase, not a passage.
_COMMON = 20
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of one briefing that shares words with a sentence of another.

    `words` counts how many words in a row they share at least.
    """

    briefing: Briefing
    sentence: Sentence
    other: Briefing
    other_sentence: Sentence
    words: int


def shared_passages(briefings: Sequence[Briefing]) -> dict[str, tuple[Passage, ...]]:
    """Return for each briefing, by id, the passages it shares with others, in text order."""
    # Nearly all runs are met once: only those met again are kept with their places.
    first: dict[int, _Place] = {}
    again: dict[int, list[_Place]] = {}
    for number, briefing in enumerate(briefings):
        for place, sentence in enumerate(briefing.article.sentences):
            for run in set(_runs(briefing, sentence)):
                here = (number, place)
                known = first.setdefault(run, here)
                if known != here:
                    again.setdefault(run, [known]).append(here)
    together: Counter[tuple[_Place, _Place]] = Counter()
    for places in again.values():
        if len(places) <= _COMMON:
            together.update(pair for pair in combinations(places, 2) if pair[0][0] != pair[1][0])
    found: dict[str, list[Passage]] = defaultdict(list)
    for (one, other), count in sorted(together.items()):
        if count >= _LEAST_RUNS:
            for mine, theirs in ((one, other), (other, one)):
                passage = _passage(briefings, mine, theirs, count)
                found[passage.briefing.article.id].append(passage)
    return {
        id_: tuple(
            sorted(group, key=lambda passage: (passage.sentence.span, passage.other.article.id))
        )
        for id_, group in found.items()
    }


def _runs(briefing: Briefing, sentence: Sentence) -> Iterator[int]:
    """Yield a number for each run of words of a sentence; the same words give the same number."""
    words = words_of(fold(sentence.span.of(briefing.article.text)))
    for start in range(len(words) - _RUN + 1):
        yield hash(tuple(words[start : start + _RUN]))


def _passage(briefings: Sequence[Briefing], mine: _Place, theirs: _Place, count: int) -> Passage:
    one, other = briefings[mine[0]], briefings[theirs[0]]
    return Passage(
        one,
        one.article.sentences[mine[1]],
        other,
        other.article.sentences[theirs[1]],
        count + _RUN - 1,
    )
