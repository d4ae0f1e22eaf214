"""What is not part of the running text: control characters, boilerplate, repeated passages.

Nothing is deleted: each removal is a span with its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.model import Reason, Removal, Span
from generator.text.folding import fold
from generator.text.segmentation import LINE_END
from generator.vocabulary import Language

_BIDI = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# ZWNJ, ZWJ, LRM, RLM and ALM shape Arabic and Persian: they stay, in moderation.
_SHAPING = frozenset("\u200c\u200d\u200e\u200f\u061c\u00ad")
_INVISIBLE = frozenset("\ufeff\u2060\u200b")
_MOST_SHAPING = 2
_MOST_MARKS = 4
_SHORT_LINE = 45
_EDGE_LINES = 6
_LONGEST_BYLINE = 5


def characters(text: str) -> Iterator[Removal]:
    """Yield the characters that may not stand in running text, neighbours of a kind together."""
    if _is_plain(text):
        return
    ends = {
        position
        for match in LINE_END.finditer(text)
        for position in range(match.start(), match.end())
    }
    start = 0
    reason: Reason | None = None
    shaping = marks = 0
    for position, character in enumerate(text):
        is_shaping, is_mark, unwanted = _nature(character)
        shaping = shaping + 1 if is_shaping else 0
        marks = marks + 1 if is_mark else (marks if shaping else 0)
        kind = None if position in ends else unwanted
        if not kind and shaping > _MOST_SHAPING:
            kind = Reason.INVISIBLE
        elif not kind and marks > _MOST_MARKS:
            kind = Reason.MARKS
        if kind != reason:
            if reason:
                yield Removal(Span(start, position), reason)
            start, reason = position, kind
    if reason:
        yield Removal(Span(start, len(text)), reason)


def _is_plain(text: str) -> bool:
    """Tell at a glance whether nothing has to go: the case of nearly every text."""
    special = {c for c in set(text) if any(_nature(c)) and not LINE_END.match(c)}
    if any(_nature(character)[2] for character in special):
        return False
    run = f"[{re.escape(''.join(special))}]{{{_MOST_SHAPING + 1}}}"
    return not special or re.search(run, text) is None


@lru_cache(maxsize=4096)
def _nature(character: str) -> tuple[bool, bool, Reason | None]:
    """Return whether a character shapes, whether it is a mark, and why it may not stand, if so."""
    shapes = _is_shaping(character)
    is_mark = unicodedata.category(character) in ("Mn", "Me") and not shapes
    return shapes, is_mark, _unwanted(character)


def is_unwanted(character: str) -> bool:
    """Tell whether a character may not stand in running text; line ends may, in a sidecar."""
    return _unwanted(character) is not None and not LINE_END.match(character)


def _is_shaping(character: str) -> bool:
    point = ord(character)
    return character in _SHAPING or 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF


def _unwanted(character: str) -> Reason | None:
    if character in _BIDI:
        return Reason.BIDI
    if character in _INVISIBLE:
        return Reason.INVISIBLE
    point = ord(character)
    noncharacter = (point & 0xFFFE) == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    tag_or_anchor = 0xE0000 <= point <= 0xE007F or 0xFFF9 <= point <= 0xFFFB
    category = unicodedata.category(character)
    if noncharacter or tag_or_anchor or (category in ("Cc", "Cs") and character != "\t"):
        return Reason.CONTROL
    return None


def passages(
    text: str, lines: Sequence[Span], langs: Sequence[str], languages: Mapping[str, Language]
) -> dict[Span, Reason]:
    """Return the lines that are not part of the article, with the reason.

    Boilerplate and bylines are short lines near an edge of the text; a line is repeated when it
    stands right above itself.
    """
    removed: dict[Span, Reason] = {}
    body = len(lines)
    previous = ""
    for number, (line, lang) in enumerate(zip(lines, langs, strict=True)):
        folded = fold(line.of(text)).text.strip()
        language = languages.get(lang)
        near_edge = number < _EDGE_LINES or number >= body - _EDGE_LINES
        if previous and folded == previous:
            removed[line] = Reason.REPEATED
        elif near_edge and language and (reason := _kind_of_line(folded, number, language)):
            removed[line] = reason
        previous = folded
    return removed


def _kind_of_line(folded: str, number: int, language: Language) -> Reason | None:
    bare = folded.strip(" .:|-*/\u060c")
    words = language.boilerplate
    if bare in words.bylines:
        return Reason.BYLINE
    if bare in words.lines or folded in words.lines:
        return Reason.BOILERPLATE
    # The first line is a headline, whatever it begins with.
    if number == 0 or len(folded) > _SHORT_LINE:
        return None
    few = len(folded.split()) <= _LONGEST_BYLINE and not folded.endswith(".")
    if few and _starts(folded, words.byline_starts):
        return Reason.BYLINE
    return Reason.BOILERPLATE if _starts(folded, words.starts) else None


def _starts(folded: str, beginnings: Sequence[str]) -> bool:
    """Tell whether a line begins with one of some words, as whole words."""
    return any(
        folded.startswith(beginning)
        and not (beginning[-1].isalpha() and folded[len(beginning) : len(beginning) + 1].isalpha())
        for beginning in beginnings
    )
