"""Article + Lexicon → Briefing: calls the finders by name, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.facts import (
    conflicts,
    dates,
    doubts,
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
from generator.grammar.roles import Held, roles_held
from generator.model import Article, Briefing, Entity
from generator.vocabulary import Lexicon
from generator.wording.gloss import Wording


def understand(article: Article, lexicon: Lexicon) -> Briefing:
    """Read one article; what it says does not depend on any other article or on the clock."""
    listed = mentions.find(article, lexicon)
    held = tuple(roles_held(article, listed, lexicon))
    unlisted = people.find(article, listed, lexicon)
    entities = tuple(
        sorted(
            (*_with_roles(article, listed, held), *unlisted),
            key=lambda entity: entity.mentions[0].span,
        )
    )
    readings = dates.read(article, lexicon)
    outlet, drawn_on = origins.find(article, entities, lexicon)
    when = published.find(article, readings, entities, held, lexicon)
    found_dates = dates.resolve_all(readings, when)
    found_figures = figures.find(article, entities, found_dates, lexicon)
    said = statements.find(article, entities, held, drawn_on, lexicon)
    happenings = events.find(article, entities, found_dates, when, lexicon)
    on_topic = topic.find(article, entities, happenings, lexicon)
    if not on_topic:
        # Of a text about something else, nothing is said that concerns the coalition's mission.
        happenings = tuple(e for e in happenings if e.type not in events.OF_THE_DRAWDOWN)
    contradicted = conflicts.find(article, entities, held, when, lexicon)
    wording = Wording(article, entities, found_figures, lexicon)
    return Briefing(
        article=article,
        outlet=outlet,
        origins=drawn_on,
        published=when,
        on_topic=on_topic,
        entities=entities,
        dates=found_dates,
        figures=found_figures,
        statements=said,
        events=happenings,
        conflicts=contradicted,
        glosses=wording.glosses(happenings, said),
        titles=wording.titles(happenings),
        summary=key_sentences(article, entities, found_dates, found_figures, happenings),
        doubts=doubts.find(article, entities, readings, when, contradicted, on_topic=on_topic),
    )


def _with_roles(
    article: Article, entities: Sequence[Entity], held: Sequence[Held]
) -> Iterator[Entity]:
    """Yield the entities, each person with the title that the text gives them first."""
    titles: dict[str, str] = {}
    for item in held:
        titles.setdefault(item.person, " ".join(item.span.of(article.text).split()))
    for entity in entities:
        yield replace(entity, role=titles.get(entity.id, ""))
