"""Regular expressions made of the words and phrases of a language's data."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return an alternation of words, longest first; their spaces are optional, none matches none.

    In Arabic script a space inside a phrase is often left out.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " *") for word in ordered) or r"(?!)"
