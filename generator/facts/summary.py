"""The sentences that say most: early, and dense with names and dates."""

from __future__ import annotations

from collections import defaultdict

from generator.model import Article, DateExpression, Entity, Sentence

_HOW_MANY = 3
# A dateline or a name alone says nothing.
_FEWEST_WORDS = 5
_WORTH_OF_DATE = 2.0


def key_sentences(
    article: Article, entities: tuple[Entity, ...], dates: tuple[DateExpression, ...]
) -> tuple[str, ...]:
    """Return the ids of at most three sentences of the main language, in text order.

    The headline is left out, for it stands above them, and so is what is hardly a sentence.
    """
    weight: dict[str, float] = defaultdict(float)
    for entity in entities:
        for sentence in {mention.sentence for mention in entity.mentions}:
            weight[sentence] += 1
    for date in dates:
        weight[date.sentence] += _WORTH_OF_DATE
    body = [
        sentence
        for sentence in article.sentences
        if sentence.lang == article.lang
        and not _in_headline(article, sentence)
        and len(sentence.span.of(article.text).split()) >= _FEWEST_WORDS
    ]
    # Position decides first: the news stands at the top, and measured so on real texts.
    scored = sorted(
        (-(min(weight[sentence.id], 8) + 12 / (1 + place)), place)
        for place, sentence in enumerate(body)
    )
    return tuple(body[place].id for place in sorted(place for _, place in scored[:_HOW_MANY]))


def _in_headline(article: Article, sentence: Sentence) -> bool:
    headline = article.title.span
    return headline is not None and headline == article.paragraphs[sentence.paragraph].span
