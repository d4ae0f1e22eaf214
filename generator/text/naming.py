"""The matching key of a name: what all its spellings share."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from generator.text.folding import Folded, fold

_TOKEN = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Tokens:
    """The words of a folded text, and what stands between them."""

    __slots__ = ("folded", "spans", "words")

    def __init__(self, folded: Folded) -> None:
        """Find the words of `folded`."""
        self.folded = folded
        self.spans = [match.span() for match in _TOKEN.finditer(folded.text)]
        self.words = [folded.text[start:end] for start, end in self.spans]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.spans)

    def word(self, index: int) -> str:
        """Return a word, folded."""
        return self.words[index]

    def gap(self, index: int) -> str:
        """Return what stands between word `index` and the next one."""
        return self.folded.text[self.spans[index][1] : self.spans[index + 1][0]]

    def joint(self, index: int) -> str | None:
        """Return what joins word `index` to the next in a key, or None if no name crosses there.

        Nothing in Arabic script, where spaces are often lost; nothing for an apostrophe or between
        the letters of U.S.; else one space.
        """
        gap = self.gap(index)
        word, following = self.words[index], self.words[index + 1]
        if gap == " ":
            return "" if _is_arabic(word) and _is_arabic(following) else " "
        if gap == "'" or (gap == "." and len(word) == len(following) == 1):
            return ""
        if gap == ", " and not _is_arabic(word):
            return " "
        stopped = gap.startswith(".") and len(word) == 1
        if gap.lstrip("." if stopped else "'").strip(" -"):
            return None
        return "" if _is_arabic(word) and _is_arabic(following) else " "

    def is_initial(self, index: int) -> bool:
        """Tell whether word `index` is one letter with a stop and a space, the only one of a name.

        Of two (George H. W. Bush) neither may be passed over: they tell people apart.
        """
        if index + 1 >= len(self.spans):
            return False
        word = self.words[index]
        if len(word) > 1 or not word.isalpha():
            return False
        return self.gap(index) == ". " and len(self.words[index + 1]) > 1

    def is_possessive(self, index: int) -> bool:
        """Tell whether word `index` is the s of a possessive: Hama's is not Hamas."""
        return index > 0 and self.words[index] == "s" and self.gap(index - 1) == "'"


def _is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u06ff"


@lru_cache(maxsize=1024)
def tokens_of(text: str, offset: int) -> Tokens:
    """Return the words of a sentence; several readers ask for those of the same one."""
    return Tokens(fold(text, offset))


def count_words(text: str, start: int, end: int, most: int) -> int:
    """Count the words of letters in a range, up to one more than `most`: it may be a megabyte."""
    return sum(1 for _ in islice(_LETTERS.finditer(text, start, end), most + 1))


def words_of(folded: Folded) -> list[str]:
    """Return the words of a folded text, without what stands between them."""
    return _TOKEN.findall(folded.text)


def keys_of(name: Folded) -> list[str]:
    """Return the key of a name and of each of its beginnings, shortest first.

    The last one is the key of the whole name; empty if the name holds no word.
    """
    tokens = Tokens(name)
    keys: list[str] = []
    key = ""
    for index in range(len(tokens)):
        key += tokens.word(index)
        keys.append(key)
        if index + 1 < len(tokens):
            joint = tokens.joint(index)
            key += " " if joint is None else joint
    return keys
