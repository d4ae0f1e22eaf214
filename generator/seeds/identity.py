"""A seed's id: safe, stable, unique, and independent of its title and text."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_RESERVED = {"index", "readme", "404", "con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
_NOT_ASCII_WORD = re.compile(r"[^A-Za-z0-9]+")


def seed_ids(names: Iterable[str]) -> dict[str, str]:
    """Return the id of each file name; `names` are all seeds of one folder.

    A stem that is plain, unreserved and no other seed's stem but for case is the id itself.
    """
    names = sorted(names)
    stems = Counter(stem_of(name).casefold() for name in names)
    ids = {name: _id(name, stems[stem_of(name).casefold()] == 1) for name in names}
    taken = Counter(id_.casefold() for id_ in ids.values())
    for name, id_ in ids.items():
        if taken[id_.casefold()] > 1:
            # A stem that looks like another's id, or two names that are one in NFC: the composed
            # name keeps the hash it would have alone, the other gets that of its very letters.
            composed = unicodedata.normalize("NFC", name)
            ids[name] = _hashed(name, composed if id_ == stem_of(name) else name)
    return ids


def stem_of(name: str) -> str:
    """Return a file name without its last suffix."""
    return os.path.splitext(name)[0]  # noqa: PTH122 - a bare name, which may hold odd bytes


def _id(name: str, alone: bool) -> str:
    stem = stem_of(name)
    plain = _PLAIN.fullmatch(stem) and not stem.endswith(".")
    if plain and alone and stem.split(".")[0].lower() not in _RESERVED:
        return stem
    return _hashed(name, unicodedata.normalize("NFC", name))


def _hashed(name: str, exact: str) -> str:
    """Return an id of the readable part of a name and the hash of `exact`."""
    stem = unicodedata.normalize("NFC", stem_of(name))
    readable = _NOT_ASCII_WORD.sub("-", stem).strip("-")[:40].strip("-").lower()
    digest = hashlib.sha256(exact.encode("utf-8", "surrogateescape")).hexdigest()[:10]
    return "-".join(part for part in ("s", readable, digest) if part)
