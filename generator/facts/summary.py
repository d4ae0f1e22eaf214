"""The sentences that say most: early, and dense with names, dates and events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.model import Article, DateExpression, Entity, Event, Figure, Sentence

# One sentence of so many, within these bounds.
_FEWEST, _MOST, _ONE_OF = 3, 5, 4
# A dateline or a name alone says nothing.
_FEWEST_WORDS = 5
_WORTH_OF_DATE, _WORTH_OF_EVENT = 1.5, 2.0
_MOST_WEIGHT = 10


def key_sentences(
    article: Article,
    entities: Sequence[Entity],
    dates: Sequence[DateExpression],
    figures: Sequence[Figure],
    events: Sequence[Event],
) -> tuple[str, ...]:
    """Return the ids of three to five sentences of the main language, in text order.

    The headline is left out, for it stands above them, and so is what is hardly a sentence.
    """
    weight: dict[str, float] = defaultdict(float)
    for entity in entities:
        for sentence in {mention.sentence for mention in entity.mentions}:
            weight[sentence] += 1
    for where in (*(date.sentence for date in dates), *(figure.sentence for figure in figures)):
        weight[where] += _WORTH_OF_DATE
    for event in events:
        weight[event.sentence] += _WORTH_OF_EVENT if event.status != "background" else 0
    body = [
        sentence
        for sentence in article.sentences
        if sentence.lang == article.lang
        and not _in_headline(article, sentence)
        and len(sentence.span.of(article.text).split()) >= _FEWEST_WORDS
    ]
    # Position decides first: the news stands at the top, and measured so on real texts.
    scored = sorted(
        (-(min(weight[sentence.id], _MOST_WEIGHT) + 12 / (1 + place)), place)
        for place, sentence in enumerate(body)
    )
    count = min(_MOST, max(_FEWEST, len(body) // _ONE_OF))
    return tuple(body[place].id for place in sorted(place for _, place in scored[:count]))


def _in_headline(article: Article, sentence: Sentence) -> bool:
    headline = article.title.span
    return headline is not None and headline == article.paragraphs[sentence.paragraph].span
