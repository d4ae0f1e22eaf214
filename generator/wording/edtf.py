"""EDTF in words, in the language of the edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def in_words(edtf: str | None, labels: Mapping[str, Any]) -> str:
    """Return an EDTF date or interval as a reader would say it, never more precise than it is."""
    words = labels["dates"]
    if edtf is None:
        return str(words["unknown"])
    first, slash, last = edtf.partition("/")
    if not slash:
        return _date(first, words)
    if first == "..":
        return str(words["until"]).format(last=_date(last, words))
    if last == "..":
        return str(words["from"]).format(first=_date(first, words))
    return str(words["between"]).format(first=_date(first, words), last=_date(last, words))


def _date(edtf: str, words: Mapping[str, Any]) -> str:
    plain = edtf.rstrip("~?%")
    parts = plain.split("-")
    form = words[("year", "month", "day")[len(parts) - 1]]
    month = words["months"][int(parts[1]) - 1] if len(parts) > 1 else ""
    said = str(form).format(year=parts[0], month=month, day=int(parts[2]) if len(parts) > 2 else "")
    return str(words["about"]).format(date=said) if plain != edtf else said
