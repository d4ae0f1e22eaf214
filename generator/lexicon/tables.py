"""Tables of data files, read with their types; what is wrong is told with where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import DataError


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a data file; `where` names it to whoever must mend it."""

    where: str
    values: Mapping[str, Any]

    def wrong(self, message: str) -> DataError:
        """Return the error that says so of this table."""
        return DataError(f"{self.where}: {message}")

    def at(self, where: str) -> Table:
        """Return the same table under a better name."""
        return Table(where, self.values)

    def check_keys(self, known: Collection[str], required: Collection[str] = ()) -> None:
        """Refuse a key that is not `known`, and the lack of one that is `required`.

        Raises:
            DataError: there is such a key, or a required one is missing or empty.
        """
        if unknown := sorted(set(self.values) - set(known)):
            raise self.wrong(f"unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}")
        for key in sorted(required):
            if self.values.get(key) in (None, "", [], {}):
                raise self.wrong(f"{key} is missing or empty")

    def text(self, key: str, default: str = "") -> str:
        """Return the text of `key`."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(f"{key} = {value!r} must be a text in quotation marks")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return whether `key` is set."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} = {value!r} must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts of `key`, empty if there is none."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"{key} = {value!r} must be a list of texts, in square brackets")
        for item in value:
            if not isinstance(item, str) or not item.strip():
                raise self.wrong(f"{key} holds {item!r}, which is no text")
        return tuple(value)

    def table(self, key: str) -> Table:
        """Return the table of `key`, empty if there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(f"{key} = {value!r} must be a table")
        return Table(f"{self.where}: {key}", value)

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of the list of `key`."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"{key} must be a list of tables: [[{key}]]")
        for number, item in enumerate(value, start=1):
            if not isinstance(item, dict):
                raise self.wrong(f"{key} {number} is {item!r}; it must be a table: [[{key}]]")
            yield Table(f"{self.where}: {key} {number}", item)

    def lists(self, key: str, known: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the lists of texts in the table of `key`, by their keys, which are `known`."""
        table = self.table(key)
        table.check_keys(known)
        return {name: table.texts(name) for name in table.values}

    def numbered(self, key: str, last: int) -> dict[int, tuple[str, ...]]:
        """Return the lists of texts in the table of `key` by number, from 1 to `last`."""
        table = self.table(key)
        wrong = [name for name in table.values if not re.fullmatch("[1-9][0-9]*", name)]
        wrong += [name for name in table.values if name not in wrong and int(name) > last]
        if wrong:
            raise table.wrong(f"{wrong[0]!r} must be a number from 1 to {last}")
        return {int(number): table.texts(number) for number in table.values}


def read(path: Path) -> Table:
    """Read a file.

    Raises:
        DataError: it cannot be read, or is no TOML.
    """
    try:
        return Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not valid TOML: {error}") from error
