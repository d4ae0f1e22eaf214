"""When a text was published: what the editor says, else what a dateline of its own states."""

from __future__ import annotations

import re

from generator.model import Article, Basis, DateExpression, Paragraph, Published

# A dateline is a line of its own near the top: little more than the date.
_NEAR_TOP = 6
# A weekday, a place, "published on".
_MOST_WORDS_BESIDE = 4
_SENTENCE_ENDS = (".", "!", "?", "\u061f")
_WORD = re.compile(r"[^\W\d_]+")


def find(article: Article, dates: tuple[DateExpression, ...]) -> Published:
    """Return the publication date with its basis; unknown where nothing states it."""
    if article.sidecar.published:
        return Published(article.sidecar.published, Basis.EDITOR, "sidecar:published")
    paragraphs = {paragraph.number: paragraph for paragraph in article.paragraphs[:_NEAR_TOP]}
    home = {sentence.id: sentence.paragraph for sentence in article.sentences}
    for date in dates:
        paragraph = paragraphs.get(home[date.sentence])
        if paragraph is None or len(date.edtf) != len("2024-01-27"):
            continue
        if _is_dateline(article, paragraph, date):
            return Published(date.edtf, Basis.STATED, "published:dateline", (date.sentence,))
    return Published(None, Basis.UNKNOWN, "published:not-stated")


def _is_dateline(article: Article, paragraph: Paragraph, date: DateExpression) -> bool:
    """Tell whether a line says little more than a date: not a headline, not a sentence."""
    if date.relation not in ("", "in") or paragraph.span == article.title.span:
        return False
    line = paragraph.span.of(article.text)
    beside = article.text[paragraph.span.start : date.span.start]
    beside += article.text[date.span.end : paragraph.span.end]
    few = len(_WORD.findall(beside)) <= _MOST_WORDS_BESIDE
    return few and not line.endswith(_SENTENCE_ENDS)
