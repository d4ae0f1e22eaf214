"""The one way from seed text to a page: neither HTML nor Markdown can read it as structure.

Source: CommonMark 0.31, section 2.5: numeric character references cannot be used in place of
symbols that indicate structure. The same holds for Python-Markdown and its extensions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.model import Reason, Removal, Span, reaching_into

# Letters, digits, spaces, and the four stops that mean nothing to Markdown inside a line stay
# readable; a hyphen does where it joins two letters.
_ACTIVE = re.compile(r"(?<=[^\W_])-(?=[^\W_])|([!-+/:<-@\[-`{-~-])")
# Controls, what turns text round, surrogates and what Unicode says is no character: the running
# text has them taken out; wherever else words of a seed are shown, a sign stands for each.
_NEVER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(at + 0xFFFE)}{chr(at + 0xFFFF)}" for at in range(0, 0x110000, 0x10000))
    + "]"
)


def literal(text: str) -> Markup:
    """Return text in which every ASCII mark that could carry structure is a character reference.

    What may not stand on any page becomes U+FFFD.

    >>> str(literal("<b> *a-b* {{ c }}, d."))
    '&#60;b&#62; &#42;a-b&#42; &#123;&#123; c &#125;&#125;, d.'
    """
    return Markup(_ACTIVE.sub(_reference, _NEVER.sub("\ufffd", text)))  # noqa: S704 - this is the escaping function


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group(1))};" if match.group(1) else "-"


def pieces(span: Span, removed: Sequence[Removal]) -> Iterator[tuple[Span, Reason | None]]:
    """Yield the parts of a span, each with None or, for a removed character, its reason."""
    position = span.start
    for removal in reaching_into(removed, span):
        if removal.span.end <= position:
            continue
        if removal.span.start > position:
            yield Span(position, removal.span.start), None
        part = Span(max(removal.span.start, position), min(removal.span.end, span.end))
        yield part, removal.reason
        position = part.end
    if position < span.end:
        yield Span(position, span.end), None


def quotation(text: str, span: Span, removed: Sequence[Removal]) -> Markup:
    """Return the words of a span as HTML; a removed direction mark leaves a visible stand-in."""
    shown = []
    for part, reason in pieces(span, removed):
        if reason is None:
            shown.append(literal(" ".join(part.of(text).split("\t"))))
        elif reason == Reason.BIDI:
            shown.append(stand_in(part.of(text)))
    return Markup("").join(shown)


def stand_in(characters: str) -> Markup:
    """Return visible stand-ins for characters that may not act on the page."""
    names = " ".join(f"U+{ord(character):04X}" for character in characters)
    return Markup('<span data-ctl="">{}</span>').format(literal(names))
