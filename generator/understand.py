"""Article + Lexicon → Briefing: calls the finders by name, in order."""

from __future__ import annotations

from collections.abc import Sequence

from generator.facts import (
    dates,
    events,
    figures,
    mentions,
    origins,
    people,
    published,
    statements,
    topic,
)
from generator.facts.summary import key_sentences
from generator.model import Article, Briefing, Doubt, Published, Span
from generator.vocabulary import Lexicon


def understand(article: Article, lexicon: Lexicon) -> Briefing:
    """Read one article; what it says does not depend on any other article or on the clock."""
    listed = mentions.find(article, lexicon)
    unlisted = people.find(article, listed, lexicon)
    entities = tuple(sorted((*listed, *unlisted), key=lambda entity: entity.mentions[0].span))
    readings = dates.read(article, lexicon)
    outlet, drawn_on = origins.find(article, entities, lexicon)
    when = published.find(article, readings, entities, lexicon)
    found_dates = dates.resolve_all(readings, when)
    on_topic = topic.find(article, entities, lexicon)
    return Briefing(
        article=article,
        outlet=outlet,
        origins=drawn_on,
        published=when,
        on_topic=on_topic,
        entities=entities,
        dates=found_dates,
        figures=figures.find(article, entities, found_dates, lexicon),
        statements=statements.find(article, entities, drawn_on, lexicon),
        events=events.find(article, entities, found_dates, when, lexicon, on_topic=on_topic),
        summary=key_sentences(article, entities, found_dates),
        doubts=tuple(_doubts(article, when)),
    )


def _doubts(article: Article, when: Published) -> Sequence[Doubt]:
    beginning = article.sentences[0].span if article.sentences else Span(0, 0)
    if when.edtf is None:
        return [
            Doubt(
                "published",
                "the text does not state when it was published",
                beginning,
                "published: YYYY-MM-DD",
            )
        ]
    return []
