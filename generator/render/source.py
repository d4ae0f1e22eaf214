"""Sentences of the source as HTML, with their mentions linked or marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from generator.model import Article, Entity, Mention, Sentence, Span
from generator.render.edition import FOLDERS
from generator.render.literal import quotation

_Linked = tuple[Mention, Entity]


def mentions_by_sentence(entities: Iterable[Entity]) -> dict[str, list[_Linked]]:
    """Return the mentions of each sentence with their entities, in text order."""
    found: dict[str, list[_Linked]] = {}
    for entity in entities:
        for mention in entity.mentions:
            found.setdefault(mention.sentence, []).append((mention, entity))
    for group in found.values():
        group.sort(key=lambda item: item[0].span)
    return found


def linked(article: Article, sentence: Sentence, mentions: Sequence[_Linked]) -> Markup:
    """Return a sentence with a link from every mention to its entity's page."""
    link = Markup('<a href="{}/{}.html">')
    spans = [
        (mention.span, link.format(FOLDERS[entity.type], entity.id), Markup("</a>"))
        for mention, entity in mentions
    ]
    return _wrapped(article, sentence, spans)


def marked(article: Article, sentence: Sentence, mentions: Sequence[Mention]) -> Markup:
    """Return a sentence with its mentions of one entity marked."""
    spans = [(mention.span, Markup("<mark>"), Markup("</mark>")) for mention in mentions]
    return _wrapped(article, sentence, spans)


def _wrapped(
    article: Article, sentence: Sentence, spans: Sequence[tuple[Span, Markup, Markup]]
) -> Markup:
    shown = Markup("")
    position = sentence.span.start
    for span, before, after in spans:
        shown += quotation(article.text, Span(position, span.start), article.removed)
        shown += before + quotation(article.text, span, article.removed) + after
        position = span.end
    return shown + quotation(article.text, Span(position, sentence.span.end), article.removed)
