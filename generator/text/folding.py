"""Folding: what two spellings of one word have in common, with the way back to the source."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from generator.model import Span

# What Unicode 15 and later added: one site must be the same under every Python.
_LATER_ZEROS = frozenset(
    (
        0x10D40,
        0x116D0,
        0x116DA,
        0x11BF0,
        0x11DE0,
        0x11F50,
        0x16130,
        0x16D70,
        0x1CCF0,
        0x1E4F0,
        0x1E5F1,
    )
)
DIGIT_ZEROS = [
    code
    for code in range(0x20000)
    if code not in _LATER_ZEROS and unicodedata.decimal(chr(code), None) == 0
]
"""The zero of each set of decimal digits, as code points in order."""

# Letters that writers and keyboards exchange freely. Everything else (tashkil, accents,
# presentation forms, digits, case) follows from Unicode's own data.
LETTERS = {
    "\u0622": "\u0627",  # ALEF WITH MADDA ABOVE
    "\u0623": "\u0627",  # ALEF WITH HAMZA ABOVE
    "\u0625": "\u0627",  # ALEF WITH HAMZA BELOW
    "\u0671": "\u0627",  # ALEF WASLA
    "\u0649": "\u064a",  # ALEF MAKSURA
    "\u06cc": "\u064a",  # FARSI YEH
    "\u0626": "\u064a",  # YEH WITH HAMZA ABOVE
    "\u06a9": "\u0643",  # KEHEH
    "\u06aa": "\u0643",  # SWASH KAF
    "\u0629": "\u0647",  # TEH MARBUTA
    "\u06c0": "\u0647",  # HEH WITH YEH ABOVE
    "\u06be": "\u0647",  # HEH DOACHASHMEE
    "\u06c1": "\u0647",  # HEH GOAL
    "\u06d5": "\u0647",  # AE
    "\u0624": "\u0648",  # WAW WITH HAMZA ABOVE
    "\u0621": "",  # HAMZA
    "\u0640": "",  # TATWEEL
    "\u2018": "'",
    "\u2019": "'",
    "\u02bb": "'",
    "\u02bc": "'",
    "\u02be": "'",
    "\u02bf": "'",
    "`": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
}


_MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts[i]` is the offset in `source` of folded character i.

    `offset` is where `source` begins in the seed.
    """

    text: str
    starts: tuple[int, ...]
    source: str
    offset: int = 0

    def after(self, offset: int) -> int:
        """Return the first folded character that stands at or behind an offset in the seed."""
        return bisect_left(self.starts, offset - self.offset)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the seed of folded characters [first, last).

        Letters and marks at the end that fold to nothing (a hamza, vowel signs) belong to it.
        """
        start, end = self.starts[first], self.starts[last - 1] + 1
        while end < len(self.source) and _is_silent(self.source[end]):
            end += 1
        return Span(start + self.offset, end + self.offset)


def fold(source: str, offset: int = 0) -> Folded:
    """Fold a text that begins at `offset` in its seed.

    >>> fold("Al-Sud\u0101n\u012b").text
    'al-sudani'
    """
    # Every finder folds every sentence; whole texts are folded once and would only be in the way.
    return (_fold_once if len(source) <= _MOST_KEPT else _fold)(source, offset)


def _fold(source: str, offset: int) -> Folded:
    pieces = list(map(_PIECES.__getitem__, source))
    text = "".join(pieces)
    starts = tuple(compress(range(len(pieces)), pieces))
    if len(starts) < len(text):
        # A ligature folds to several letters.
        starts = tuple(index for index, piece in enumerate(pieces) for _ in piece)
    return Folded(text, starts, source, offset)


_fold_once = lru_cache(maxsize=1024)(_fold)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return a word folded; the same words come again and again."""
    return "".join(map(_PIECES.__getitem__, word))


@lru_cache(maxsize=8192)
def _is_silent(character: str) -> bool:
    return not _PIECES[character] and unicodedata.category(character)[0] in "LM"


class _Pieces(dict[str, str]):
    """What each character folds to, once it was asked for."""

    def __missing__(self, character: str) -> str:
        piece = self[character] = _fold_character(character)
        return piece


_PIECES = _Pieces()


def _fold_character(character: str) -> str:
    if character in LETTERS:
        return LETTERS[character]
    if character.isspace():
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    parts = []
    for part in unicodedata.normalize("NFKD", character).lower():
        if unicodedata.category(part) in ("Mn", "Me", "Cf", "Cc", "Cn", "Cs"):
            continue
        parts.append(LETTERS.get(part, part))
    return "".join(parts)
