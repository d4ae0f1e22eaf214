"""What search knows of words: the rules of analysis, and the ideas that languages share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from generator.lexicon.tables import Table, read
from generator.vocabulary import Analysis, Concept, SearchWords

_LANGUAGES = ("en", "ar", "fa")
_KEYS = {"spellings", "letters", "possessive", "arabic", "latin", "sounds", "stop"}


def read_search(folder: Path) -> SearchWords:
    """Read the rules and all lists of concepts below a folder.

    Raises:
        DataError: a file is malformed, or two concepts have one id.
    """
    concepts: dict[str, Concept] = {}
    for path in sorted(folder.glob("concepts/*.toml")):
        table = read(path)
        for name in table.values:
            entry = table.table(name)
            if name in concepts:
                raise entry.wrong("another list has this concept; join the two")
            concepts[name] = _concept(name, entry)
    return SearchWords(read_analysis(folder / "analysis.toml"), tuple(concepts.values()))


def _concept(name: str, entry: Table) -> Concept:
    entry.check_keys({*_LANGUAGES, "source"}, required={*_LANGUAGES, "source"})
    return Concept(name, {lang: entry.texts(lang) for lang in _LANGUAGES})


def read_analysis(path: Path) -> Analysis:
    """Read the rules of analysis.

    Raises:
        DataError: the file is malformed.
    """
    table = read(path)
    table.check_keys(_KEYS, required=_KEYS)
    arabic, latin, sounds = table.table("arabic"), table.table("latin"), table.table("sounds")
    stop = table.lists("stop", _LANGUAGES)
    return Analysis(
        rules=table.values,
        spellings=_pairs(table, "spellings"),
        letters=_mapping(table, "letters"),
        possessive=table.text("possessive"),
        article=_pattern(arabic, "article"),
        verb=_pattern(arabic, "verb"),
        present=arabic.texts("present"),
        particles=arabic.text("particles"),
        second=arabic.text("second"),
        suffixes=_suffixes(arabic),
        weak=arabic.text("weak"),
        first=frozenset(arabic.texts("first")),
        last=frozenset(arabic.texts("last")),
        endings=_pairs(latin, "endings"),
        silent=_pattern(latin, "silent"),
        sounds=_mapping(sounds, "arabic"),
        latin_sounds=_pairs(sounds, "latin"),
        both_sounds=_pairs(sounds, "both"),
        stop=frozenset(word for words in stop.values() for word in words),
    )


def _pattern(table: Table, key: str) -> str:
    pattern = table.text(key)
    try:
        re.compile(pattern)
    except re.error as error:
        raise table.wrong(f"{key} = {pattern!r} is no pattern: {error}") from error
    return pattern


def _list(table: Table, key: str) -> list[Any]:
    value = table.values.get(key, [])
    if not isinstance(value, list) or not all(
        isinstance(item, list) and len(item) == 2 for item in value
    ):
        raise table.wrong(f"{key} must be a list of pairs, in square brackets")
    return value


def _pairs(table: Table, key: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for one, other in _list(table, key):
        if not isinstance(one, str) or not isinstance(other, str):
            raise table.wrong(f"{key}: {one!r} and {other!r} must be texts")
        pairs.append((one, other))
    return tuple(pairs)


def _suffixes(table: Table) -> tuple[tuple[str, int], ...]:
    pairs = []
    for suffix, least in _list(table, "suffixes"):
        if not isinstance(suffix, str) or not isinstance(least, int):
            raise table.wrong(f"suffixes: {suffix!r} and {least!r} must be a text and a number")
        pairs.append((suffix, least))
    return tuple(pairs)


def _mapping(table: Table, key: str) -> dict[str, str]:
    pairs = table.table(key)
    return {name: pairs.text(name) for name in pairs.values}
