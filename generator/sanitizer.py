"""The second belt: what an allow-list would take out of a finished page. It must be nothing.

Escaping is the first belt, the content security policy the third. This one changes no page: where
it would, the escaping failed, and the build stops.
"""

from __future__ import annotations

from html.parser import HTMLParser

try:
    import nh3
except ImportError:  # An extra of its own: `pip install 'drawdown-briefings[sanitize]'`.
    nh3 = None  # type: ignore[assignment]

# What the templates write. Nothing that can run, fetch, submit, embed or restyle is among it.
_EVERYWHERE = {"class", "dir", "hidden", "id", "lang", "role", "tabindex", "title"}
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "circle": {"cx", "cy", "r"},
    "foreignObject": {"height", "width", "x", "y"},
    "line": {"x1", "x2", "y1", "y2"},
    "path": {"d"},
    "rect": {"height", "rx", "width", "x", "y"},
    "svg": {"height", "viewBox", "width", "xmlns"},
    "text": {"dx", "dy", "text-anchor", "x", "y"},
    "th": {"scope"},
}
_TAGS = {
    *_ATTRIBUTES,
    *("aside", "bdi", "blockquote", "br", "code", "dd", "desc", "details", "div", "dl", "dt"),
    *("em", "figcaption", "figure", "h1", "h2", "h3", "header", "li", "mark", "nav", "ol", "p"),
    *("section", "span", "strong", "summary", "table", "tbody", "td", "thead", "title", "tr", "ul"),
}
_PREFIXES = {"aria-", "data-"}
_SCHEMES = {"http", "https"}

Piece = str | tuple[str, tuple[tuple[str, str], ...]]


def available() -> bool:
    """Tell whether the library that does the work is installed."""
    return nh3 is not None


def first_removed(html: str) -> str | None:
    """Return the first piece of a page that the allow-list refuses; None if there is none."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"*": _EVERYWHERE, **_ATTRIBUTES},
        generic_attribute_prefixes=_PREFIXES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    before, after = _pieces(html), _pieces(clean)
    for piece, kept in zip(before, [*after, None], strict=False):
        if piece != kept:
            return piece if isinstance(piece, str) else f"<{piece[0]}> {dict(piece[1])}"
    return None if len(before) == len(after) else "something was added"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_data(self, data: str) -> None:
        if self.pieces and isinstance(before := self.pieces[-1], str):
            self.pieces[-1] = before + data
        else:
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.pieces.append(("comment", (("", data),)))


def _pieces(html: str) -> list[Piece]:
    """Return tags and texts in order, whatever way they are written."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [piece for piece in reader.pieces if not isinstance(piece, str) or piece.strip()]
