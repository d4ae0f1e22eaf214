"""When a text was published: what the editor says, else what a dateline of its own states."""

from __future__ import annotations

from generator.model import Article, Basis, DateExpression, Published

# A dateline is a line of its own near the top: little more than the date.
_NEAR_TOP = 6
_MOST_LETTERS_BESIDE = 30


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
        around = article.text[paragraph.span.start : date.span.start]
        around += article.text[date.span.end : paragraph.span.end]
        if sum(character.isalpha() for character in around) <= _MOST_LETTERS_BESIDE:
            return Published(date.edtf, Basis.STATED, "published:dateline", (date.sentence,))
    return Published(None, Basis.UNKNOWN, "published:not-stated")
