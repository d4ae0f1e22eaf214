"""Lines and sentences, as spans into the seed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from generator.model import Span
from generator.vocabulary import Language

# Everything Unicode or a C0 convention calls a line end; CRLF is one.
LINE_END = re.compile("\r\n|[\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
SENTENCE_ENDS = ".!?\u061f\u06d4\u2026"
_TERMINATOR = re.compile(rf"[{SENTENCE_ENDS}]+")
_CLOSERS = "\"'\u201d\u2019\u00bb)]"
_OPENERS = {"\u201c": "\u201d", "\u00ab": "\u00bb"}
_QUOTATION_MARK = re.compile('[\u201c\u201d\u00ab\u00bb"]')
_WORD_BEFORE = re.compile(r"[\w.'\u2019]*$")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_COMMAS = ",\u060c;\u061b:"
_MAX_TOKEN = 40
_NOT_BLANK = re.compile(r"\S")
# What follows a stop is looked at so far and no further: a paragraph may be a megabyte long.
_LOOK_AHEAD = 80
_LONGEST_SENTENCE = 2000
"""Nobody writes longer ones; what has no full stop for so long is cut at a space."""


def lines(text: str) -> list[Span]:
    """Return the spans of all lines that hold more than white space, trimmed."""
    found, start = [], 0
    for end in [*(match.span() for match in LINE_END.finditer(text)), (len(text), len(text))]:
        span = _trimmed(text, start, end[0])
        if span.end > span.start:
            found.append(span)
        start = end[1]
    return found


def sentences(text: str, paragraph: Span, language: Language | None) -> list[Span]:
    """Divide one paragraph into sentences.

    Never splits inside a closed pair of quotation marks, after an initial or an abbreviation, or
    within a number; splits at a full stop without a space before an Arabic-script letter.
    """
    quoted = _outermost(_quotations(text, paragraph))
    starts = [span.start for span in quoted]
    found, start = [], paragraph.start
    for match in _TERMINATOR.finditer(text, paragraph.start, paragraph.end):
        end = _after_closers(text, match.end(), paragraph.end)
        if end <= start or end >= paragraph.end:
            continue
        place = bisect_left(starts, match.start()) - 1
        if place >= 0 and end < quoted[place].end:
            continue
        if text[start : match.start()].strip().isdecimal():
            continue  # The number of a list item: "1. The coalition ..."
        if _ends_sentence(text, match, end, paragraph.end, language):
            found.append(_trimmed(text, start, end))
            start = end
    found.append(_trimmed(text, start, paragraph.end))
    return [part for span in found if span.end > span.start for part in _bounded(text, span)]


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Yield a sentence, or the stretches of one that is too long to be one."""
    while span.end - span.start > _LONGEST_SENTENCE:
        limit = span.start + _LONGEST_SENTENCE
        space = max(text.rfind(blank, span.start + 1, limit) for blank in " \t\u00a0")
        cut = space if space > 0 else limit
        yield _trimmed(text, span.start, cut)
        span = _trimmed(text, cut, span.end)
    yield span


def sentence_id(text: str) -> str:
    """Return the stable id of a sentence: a hash of its NFC text with white space evened out."""
    even = " ".join(unicodedata.normalize("NFC", text).split())
    return "s-" + hashlib.sha256(even.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and _blank(text[start]):
        start += 1
    while end > start and _blank(text[end - 1]):
        end -= 1
    return Span(start, end)


def _blank(character: str) -> bool:
    return character.isspace() or character in "\ufeff\u200b\u2060"


def _after_closers(text: str, position: int, limit: int) -> int:
    while position < limit and text[position] in _CLOSERS:
        position += 1
    return position


def _quotations(text: str, paragraph: Span) -> list[Span]:
    """Return the spans of quotations that are opened and closed within the paragraph."""
    found: list[Span] = []
    opened: list[tuple[str, int]] = []
    straight = -1
    for match in _QUOTATION_MARK.finditer(text, paragraph.start, paragraph.end):
        position, character = match.start(), match.group()
        if character in _OPENERS:
            following = text[position + 1 : position + 2]
            # A closing mark typed as an opening one: nothing is ever quoted from a comma on.
            if following not in _COMMAS or not following:
                opened.append((_OPENERS[character], position))
        elif opened and character == opened[-1][0]:
            found.append(Span(opened.pop()[1], position + 1))
        elif character == '"':
            if straight < 0:
                straight = position
            else:
                found.append(Span(straight, position + 1))
                straight = -1
    return found


def _outermost(spans: list[Span]) -> list[Span]:
    """Return the spans that lie in no other one, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def _ends_sentence(
    text: str, match: re.Match[str], end: int, limit: int, language: Language | None
) -> bool:
    following = _NOT_BLANK.search(text, end, limit)
    if following is None:
        return False
    rest = text[following.start() : min(limit, following.start() + _LOOK_AHEAD)]
    if _continues(rest):
        return False
    mark = match.group()
    spaced = text[end].isspace()
    if mark[0] != ".":
        return spaced or _is_arabic(text[end])
    if len(mark) > 1 and not spaced:
        return False
    before = _word_before(text, match.start())
    if not spaced:
        return end == match.end() and _unspaced_stop(before, rest)
    return not _abbreviated(before, rest, language)


def _continues(rest: str) -> bool:
    """Tell whether what follows cannot begin a sentence."""
    first = rest[0]
    if first.islower() or first in _COMMAS:
        return True
    # A stray quotation mark before a comma, left by a broken quote.
    return first in _CLOSERS + "\u201c" and rest[1:].lstrip()[:1] in tuple(_COMMAS)


def _word_before(text: str, position: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, position - _MAX_TOKEN) : position])
    return found.group() if found else ""


def _unspaced_stop(before: str, rest: str) -> bool:
    if not before:
        return _is_arabic(rest[0])
    if _DOTTED.fullmatch(before):
        return False
    if _is_arabic(rest[0]):
        return len(before) > 1 or not before.isalpha()
    glued = len(before) > 2 and before[-1].islower() and "." not in before
    return glued and rest[0].isupper() and rest[1:2].islower()


def _abbreviated(before: str, rest: str, language: Language | None) -> bool:
    if len(before) == 1 and before.isalpha():
        return True
    if language and before.lower() in language.abbreviations:
        return True
    if not _DOTTED.fullmatch(before):
        return False
    first_word = rest.split(None, 1)[0].strip(_COMMAS)
    return language is None or first_word not in language.starters


def _is_arabic(character: str) -> bool:
    return "\u0620" <= character <= "\u06ff" and character.isalpha()
