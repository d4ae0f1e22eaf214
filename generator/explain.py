"""A briefing sentence by sentence: which fact was found where, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Briefing, Sentence, Span
from generator.render.edition import printable


def explain(briefing: Briefing) -> Iterator[str]:
    """Yield the lines of an explanation: the seed, its sentences with their facts, the rest."""
    article, published = briefing.article, briefing.published
    seed = article.seed
    yield f"{printable(seed.path)}: {', '.join(article.langs)}, read as {seed.encoding}"
    yield f"  title ({article.title.basis}): {printable(article.title.text)}"
    yield f"  published: {published.edtf or 'unknown'} ({published.basis}; {published.rule})"
    for rule, where in published.reasons:
        yield f"    {rule}: {where}"
    for sentence in article.sentences:
        yield ""
        yield f"{sentence.id} [{sentence.lang}] {printable(sentence.span.of(article.text))}"
        for fact in _facts(briefing, sentence):
            yield f"  {fact}"
    for removal in article.removed:
        yield ""
        yield f"removed ({removal.reason}): {printable(removal.span.of(article.text))}"
    for doubt in briefing.doubts:
        yield ""
        yield f"doubt: {doubt.message}; put into the sidecar: {doubt.remedy}"


def _facts(briefing: Briefing, sentence: Sentence) -> Iterator[str]:
    text = briefing.article.text
    for entity in briefing.entities:
        for mention in entity.mentions:
            if mention.sentence == sentence.id:
                words = printable(mention.span.of(text))
                yield f"{entity.type} {entity.id}: {words} ({mention.rule})"
    for figure in briefing.figures:
        if figure.sentence == sentence.id:
            words = _words(figure.span, text)
            yield f"figure {figure.value:g} {figure.unit}: {words} ({figure.rule})"
    for said in briefing.statements:
        if said.sentence == sentence.id:
            speaker = said.speaker or printable(said.speaker_text)
            yield f"statement by {speaker}: {_words(said.cue, text)} ({said.rule})"
    for event in briefing.events:
        if event.sentence == sentence.id:
            when = f" {event.when}" if event.when else ""
            trigger = _words(event.trigger, text)
            yield f"event {event.type} {event.status}{when}: {trigger} ({event.rule})"
    for date in briefing.dates:
        if date.sentence == sentence.id:
            relation = f"{date.relation} " if date.relation else ""
            yield f"date {relation}{date.edtf}: {printable(date.span.of(text))} ({date.rule})"


def _words(span: Span, text: str) -> str:
    return printable(" ".join(span.of(text).split()))
