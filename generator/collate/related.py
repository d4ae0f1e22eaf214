"""Which briefings belong together, across languages, and what they share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.calendars import bounds
from generator.collate.passages import Passage
from generator.model import Briefing, Entity
from generator.text.folding import fold

_MOST = 8
_REASONS = 3
# What more texts than this share says little about any two of them, and costs the most to compare.
_COMMON = 200
# How much a thing shared says, beside its rarity: a quoted passage most, a lone number least.
_WEIGHTS = {
    "passage": 3.0,
    "event": 1.2,
    "entity": 1.0,
    "date": 1.0,
    "published": 1.0,
    "number": 0.8,
}
# So alike, two texts tell the same news.
_SAME_NEWS = 0.42
_DAYS_APART = 3
_LEAST_SCORE = 0.02
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
_Feature = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Relation:
    """A briefing related to another, how much (0 to 1), and why, rarest first.

    `shared` are the entities that both name, `events` the types and dates (EDTF) of what both
    tell, `numbers` those that both give, `passages` how many sentences they share. `same_news`:
    both tell the same news, in two languages or two outlets.
    """

    briefing: Briefing
    score: float
    shared: tuple[Entity, ...]
    events: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    passages: int
    same_news: bool


def related_briefings(
    briefings: Sequence[Briefing], passages: Mapping[str, Sequence[Passage]]
) -> dict[str, tuple[Relation, ...]]:
    """Return for each briefing, by id, the most related ones, the nearest first."""
    features = {b.article.id: frozenset(_features(b)) for b in briefings}
    counts = Counter(feature for group in features.values() for feature in group)
    weight = {
        feature: _WEIGHTS[feature[0]] * math.log((1 + len(briefings)) / count)
        for feature, count in counts.items()
    }
    norms = {id_: math.hypot(*(weight[f] for f in group)) for id_, group in features.items()}
    holders: dict[_Feature, list[str]] = defaultdict(list)
    for id_, group in features.items():
        for feature in group:
            if 1 < counts[feature] <= _COMMON:
                holders[feature].append(id_)
    quoted = _quoted(passages)
    by_id = {briefing.article.id: briefing for briefing in briefings}
    related = {}
    for briefing in briefings:
        id_ = briefing.article.id
        scores: dict[str, float] = defaultdict(float)
        for other, count in quoted[id_].items():
            scores[other] += _WEIGHTS["passage"] * count
        for feature in sorted(features[id_]):
            for other in holders.get(feature, ()):
                scores[other] += weight[feature] ** 2
        scores.pop(id_, None)
        likeness = {
            other: round(score / ((norms[id_] * norms[other]) or 1.0), 6)
            for other, score in scores.items()
        }
        best = sorted(likeness, key=lambda other: (-likeness[other], other))[:_MOST]
        related[id_] = tuple(
            _relation(briefing, by_id[other], likeness[other], features, weight, quoted)
            for other in best
            if likeness[other] >= _LEAST_SCORE
        )
    return related


def _features(briefing: Briefing) -> Iterator[_Feature]:
    """Yield what a text can share with others: names, events, days, numbers."""
    for entity in briefing.entities:
        yield "entity", entity.id
    for event in briefing.events:
        if event.when:
            yield "event", f"{event.type} {event.when.rstrip('~')}"
    for date in briefing.dates:
        if not date.hull and len(date.edtf.rstrip("~")) >= len("2024-01"):
            yield "date", date.edtf.rstrip("~")
    if briefing.published.edtf and len(briefing.published.edtf) == len("2024-01-27"):
        yield "published", briefing.published.edtf
    for figure in briefing.figures:
        yield "number", f"{figure.value:g}"
    for sentence in briefing.article.sentences:
        folded = fold(sentence.span.of(briefing.article.text)).text
        for number in _NUMBER.findall(folded):
            plain = number.replace(",", "").lstrip("0")
            if len(plain) > 1:
                yield "number", f"{float(plain):g}"


def _quoted(passages: Mapping[str, Sequence[Passage]]) -> dict[str, Counter[str]]:
    quoted: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, group in passages.items():
        quoted[id_].update(passage.other.article.id for passage in group)
    return quoted


def _relation(
    briefing: Briefing,
    other: Briefing,
    score: float,
    features: Mapping[str, frozenset[_Feature]],
    weight: Mapping[_Feature, float],
    quoted: Mapping[str, Counter[str]],
) -> Relation:
    one, two = briefing.article.id, other.article.id
    both = sorted(features[one] & features[two], key=lambda f: (-weight[f], f))
    named = {entity.id: entity for entity in briefing.entities}

    def of(kind: str) -> list[str]:
        return [value for name, value in both if name == kind][:_REASONS]

    return Relation(
        briefing=other,
        score=score,
        shared=tuple(named[id_] for id_ in of("entity")),
        events=tuple((type_, when) for type_, _, when in (e.partition(" ") for e in of("event"))),
        numbers=tuple(of("number")),
        passages=quoted[one][two],
        same_news=score >= _SAME_NEWS and _near_in_time(briefing, other),
    )


def _near_in_time(one: Briefing, other: Briefing) -> bool:
    """Tell whether two texts may have been published within days of each other."""
    if not one.published.edtf or not other.published.edtf:
        return False
    (first, last), (start, end) = bounds(one.published.edtf), bounds(other.published.edtf)
    apart = max(first.toordinal(), start.toordinal()) - min(last.toordinal(), end.toordinal())
    return apart <= _DAYS_APART
