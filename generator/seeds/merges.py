"""The editor's word on entities over all seeds: which two ids are one."""

from __future__ import annotations

import re
from pathlib import Path

from generator.errors import SeedError
from generator.model import Merge
from generator.seeds.reading import line_of_key, read_toml

FILE = "entities.toml"
"""Stands in the seeds folder; it is committed with them and survives every run."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_KEY = "merge"


def read_merges(folder: Path) -> tuple[Merge, ...]:
    """Return what the file of a seeds folder joins.

    Raises:
        SeedError: the file is malformed, or an id goes into one that goes itself.
    """
    path = folder / FILE
    text, data = read_toml(path)
    merges = data.get(_KEY, {})
    if set(data) - {_KEY} or not isinstance(merges, dict):
        raise SeedError(f'{path}:1: expected one table, [{_KEY}], of lines "id" = "id"')
    found = []
    for gone, kept in merges.items():
        where = f"{path}:{line_of_key(text, gone)}"
        if not isinstance(kept, str) or not _ID.fullmatch(gone) or not _ID.fullmatch(kept):
            raise SeedError(f'{where}: expected "id" = "id", as in the addresses of their pages')
        if kept in merges:
            raise SeedError(f"{where}: {kept} goes into another itself; name that one")
        found.append(Merge(gone, kept, where))
    return tuple(found)
