"""What happened, is planned or denied: talks, agreements, withdrawals, attacks, visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.calendars import bounds
from generator.grammar.triggers import (
    DEMANDED,
    Trigger,
    breaks,
    commas,
    demands,
    status_of,
    triggers,
)
from generator.model import (
    Article,
    Basis,
    DateExpression,
    Entity,
    EntityType,
    Event,
    Mention,
    Published,
    Sentence,
    Span,
)
from generator.text.folding import Folded, fold
from generator.text.segmentation import SENTENCE_ENDS
from generator.text.spans import SpanIndex
from generator.vocabulary import Language, Lexicon

PLOVER = {
    "talks": "CONSULT",
    "agreement": "AGREE",
    "withdrawal": "RETREAT",
    "mission-end": "RETREAT",
    "troop-level": "MOBILIZE",
    "attack": "ASSAULT",
    "visit": "CONSULT",
}
"""PLOVER's code of each of our types; https://github.com/openeventdata/PLOVER."""
OF_THE_DRAWDOWN = ("agreement", "withdrawal", "mission-end", "troop-level")
"""What only a text about the drawdown tells of."""
# A date belongs to a trigger no further off than this, in characters; a comma counts as so many,
# and so does a word that begins a new clause.
_REACH, _COMMA, _BREAK = 130, 25, 70
_MOST_ACTORS = 4
_PLACE_REACH = 80
# Forces leave from somewhere; whatever else comes from a place is not there.
_LEAVING = ("withdrawal",)
_SITES = ("base", "airport")
# What is older than this at publication is background, in days.
_OLD = 400


@dataclass(frozen=True, slots=True)
class _Reader:
    article: Article
    sentence: Sentence
    folded: Folded
    language: Language
    named: SpanIndex[tuple[Entity, Mention]]
    dates: SpanIndex[DateExpression]
    sites: frozenset[str]


def find(
    article: Article,
    entities: Sequence[Entity],
    dates: Sequence[DateExpression],
    published: Published,
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """Return the events of a text, in text order, each once.

    Status, place and date come from the clause of the trigger alone; what it leaves open stays
    open.
    """
    found: list[Event] = []
    named: dict[str, list[tuple[Entity, Mention]]] = {}
    for entity in entities:
        for mention in entity.mentions:
            named.setdefault(mention.sentence, []).append((entity, mention))
    dated: dict[str, list[DateExpression]] = {}
    for date in dates:
        # A date that may be any of many days says nothing of an event.
        if not date.hull:
            dated.setdefault(date.sentence, []).append(date)
    # What forces leave needs no preposition, if forces can be stationed there.
    sites = frozenset(
        entity.id
        for entity in entities
        if entity.id in lexicon.entries and lexicon.entries[entity.id].kind in _SITES
    )
    listed = False
    for sentence in article.sentences:
        language = lexicon.languages.get(sentence.lang)
        if language is None or not language.events.types or _is_headline(article, sentence):
            continue
        text = sentence.span.of(article.text).rstrip()
        if text.endswith(":"):
            listed = demands(fold(text).text, language)
        elif text.endswith(tuple(SENTENCE_ENDS)):
            listed = False
        elif listed:
            # The lines of a list that "sets four conditions:" opens are conditions.
            continue
        folded = fold(sentence.span.of(article.text), sentence.span.start)
        told = list(triggers(folded, language))
        if not told:
            continue
        reader = _Reader(
            article,
            sentence,
            folded,
            language,
            SpanIndex(named.get(sentence.id, ()), lambda item: item[1].span),
            SpanIndex(dated.get(sentence.id, ()), lambda date: date.span),
            sites,
        )
        found += _in_sentence(reader, told, published)
    return tuple(_distinct(found))


def _is_headline(article: Article, sentence: Sentence) -> bool:
    headline = article.title.span if article.title.basis == Basis.STATED else None
    return headline is not None and headline.holds(sentence.span)


def _in_sentence(
    reader: _Reader, found: Sequence[Trigger], published: Published
) -> Iterator[Event]:
    spans = [reader.folded.span(trigger.start, trigger.end) for trigger in found]
    dated = _dates_of(reader, found, spans)
    for place, trigger in enumerate(found):
        date = dated.get(place)
        around = (
            found[place - 1].end if place else 0,
            found[place + 1].start if place + 1 < len(found) else len(reader.folded.text),
        )
        status = status_of(reader.folded, trigger, around, reader.language)
        if status == DEMANDED:
            continue
        if date and status in ("planned", "conditional") and _is_over(date, published):
            # What is still to come cannot have this date: it is that of the announcement.
            date = None
        clause = reader.folded.span(*_trimmed(reader.folded.text, trigger.clause))
        # What did not happen did so nowhere.
        where = () if status == "denied" else _where(reader, clause, trigger, spans[place])
        yield Event(
            type=trigger.type,
            plover=PLOVER[trigger.type],
            when=date.edtf if date else None,
            relation=date.relation if date else "",
            where=where,
            actors=_actors(reader, clause, where),
            status=_placed_in_time(status, date, published),
            sentence=reader.sentence.id,
            span=_with(clause, date),
            trigger=spans[place],
            rule=f"events:{trigger.type}",
        )


def _with(clause: Span, date: DateExpression | None) -> Span:
    """Return a clause extended to the date that belongs to its event."""
    if date is None:
        return clause
    return Span(min(clause.start, date.span.start), max(clause.end, date.span.end))


def _trimmed(text: str, clause: tuple[int, int]) -> tuple[int, int]:
    first, last = clause
    kept = text[first:last]
    first += len(kept) - len(kept.lstrip(" \u060c,"))
    return first, max(first + 1, last - (len(kept) - len(kept.rstrip())))


def _dates_of(
    reader: _Reader, found: Sequence[Trigger], spans: Sequence[Span]
) -> dict[int, DateExpression]:
    """Return which date belongs to which trigger: each to the nearest, a trigger has one."""
    pairs = sorted(
        (
            (_distance(reader, spans[place], date), place, date)
            for place in range(len(found))
            for date in reader.dates.overlapping(_around(spans[place]))
        ),
        key=lambda pair: (pair[0], pair[1], pair[2].span),
    )
    dated: dict[int, DateExpression] = {}
    used: set[Span] = set()
    for distance, place, date in pairs:
        if distance <= _REACH and place not in dated and date.span not in used:
            dated[place] = date
            used.add(date.span)
    for place in range(1, len(found)):
        if place not in dated and place - 1 in dated and _is_joined(reader, found, place):
            dated[place] = dated[place - 1]
    return dated


def _is_joined(reader: _Reader, found: Sequence[Trigger], place: int) -> bool:
    """Tell whether an "and" is attached to a trigger in the clause of the one before it."""
    letter = reader.folded.text[found[place].start]
    same = found[place].clause == found[place - 1].clause
    return same and letter in reader.language.clitics.conjunctions


def _around(span: Span) -> Span:
    return Span(max(0, span.start - _REACH), span.end + _REACH)


def _distance(reader: _Reader, span: Span, date: DateExpression) -> int:
    text = reader.article.text
    behind = date.span.start >= span.end
    between = text[span.end : date.span.start] if behind else text[date.span.end : span.start]
    parted = _COMMA * commas(between) + _BREAK * breaks(fold(between).text, reader.language)
    return len(between) + parted


def _is_over(date: DateExpression, published: Published) -> bool:
    if published.edtf is None or date.relation in ("by", "until"):
        return False
    return bounds(date.edtf)[1] <= bounds(published.edtf)[0]


def _placed_in_time(status: str, date: DateExpression | None, published: Published) -> str:
    """Return the status in the light of when the text was written: what is old is background."""
    if date is None or published.edtf is None or status in ("denied", "conditional"):
        return status
    first, last = bounds(published.edtf)
    if status == "happened" and bounds(date.edtf)[0] > last and date.relation != "since":
        return "planned"
    old = bounds(date.edtf)[1].toordinal() + _OLD < first.toordinal()
    return "background" if old else status


def _where(reader: _Reader, clause: Span, trigger: Trigger, named: Span) -> tuple[str, ...]:
    """Return the places near the trigger that the clause names behind an "in"."""
    within = {*reader.language.dates.relations.get("in", ()), *reader.language.events.at}
    if trigger.type in _LEAVING:
        within.update(reader.language.events.leaving)
    particles = reader.language.clitics.prepositions
    found = []
    for entity, mention in reader.named.within(clause):
        if entity.type != EntityType.PLACE:
            continue
        apart = max(mention.span.start - named.end, named.start - mention.span.end)
        if apart > _PLACE_REACH:
            continue
        start = max(reader.sentence.span.start, mention.span.start - _PLACE_REACH)
        before = fold(reader.article.text[start : mention.span.start]).text
        words = before.split()
        if len(words) > 1 and words[-2] in reader.language.events.elsewhere:
            continue
        attached = before[-1:] in particles and (len(before) < 2 or before[-2] == " ")
        left = trigger.type in _LEAVING and entity.id in reader.sites
        if (words and words[-1] in within and before.endswith(" ")) or attached or left:
            found.append(entity.id)
    return tuple(dict.fromkeys(found))


def _actors(reader: _Reader, clause: Span, where: Sequence[str]) -> tuple[str, ...]:
    actors = [entity.id for entity, _ in reader.named.within(clause) if entity.id not in where]
    return tuple(dict.fromkeys(actors))[:_MOST_ACTORS]


def _distinct(events: Sequence[Event]) -> Iterator[Event]:
    """Yield each event once: the first of its type, date, status, and base where one is told.

    One without a date is left out where a dated one of its type and sense stands: it is the same,
    unless it is an attack and somebody else is named first as the one who strikes.
    """
    dated: dict[tuple[str, str], set[str]] = {}
    for event in events:
        if event.when:
            dated.setdefault((event.type, _sense(event)), set()).add(_agent(event))
    seen: set[tuple[str, str | None, str, tuple[str, ...]]] = set()
    for event in events:
        where = event.where if event.type in _LEAVING else ()
        key = (event.type, event.when, "" if event.when else _sense(event), where)
        agents = dated.get((event.type, _sense(event)), ())
        same = any(not agent or _agent(event) in ("", agent) for agent in agents)
        vague = event.when is None and (event.type == "troop-level" or same)
        if key in seen or vague:
            continue
        seen.add(key)
        yield event


def _agent(event: Event) -> str:
    """Return who is named first in the clause of an event that several may do to one another."""
    return event.actors[0] if event.type == "attack" and event.actors else ""


def _sense(event: Event) -> str:
    """Return the status as far as it tells one event from another."""
    past = event.status in ("happened", "background")
    return "past" if past else "denied" if event.status == "denied" else "ahead"
