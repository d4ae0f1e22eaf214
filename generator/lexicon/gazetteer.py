"""The files of `data/gazetteer`: known people, organizations, places, and the posts people hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

from generator.calendars import is_edtf
from generator.errors import DataError
from generator.lexicon.tables import Table, read
from generator.model import EntityType
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import GazetteerEntry, GuardedForm, Office, Term

NAME_LANGUAGES = ("en", "ar", "fa")
_FILES = {
    "people": EntityType.PERSON,
    "organizations": EntityType.ORGANIZATION,
    "places": EntityType.PLACE,
}
_ENTRY_KEYS = {
    *("id", "kind", "en", "ar", "fa", "in", "at", "source"),
    *("aliases", "short", "combined", "guarded", "terms", "adjectives"),
}
_KINDS = {
    EntityType.PERSON: {"person"},
    EntityType.ORGANIZATION: {
        *("government", "ministry", "military", "coalition", "commission", "armed-group"),
        *("party", "parliament", "court", "international", "agency", "outlet", "company"),
        *("institution",),
    },
    EntityType.PLACE: {
        *("country", "region", "province", "city", "district", "base", "airport"),
        *("border-crossing", "water"),
    },
}
_OFFICE_KEYS = {"id", "en", "ar", "fa", "of", "unique", "source", "forms"}
_TERM_KEYS = {"office", "from", "to", "source"}
_GUARD_KEYS = {"text", "lang", "near"}
_ID = re.compile(r"[a-z0-9-]+")
# Latitude and longitude reach so far from zero.
_FARTHEST = (90, 180)

Entries = dict[str, GazetteerEntry]
Offices = dict[str, Office]


def read_gazetteer(folder: Path) -> tuple[Entries, Offices]:
    """Read all files, by id.

    Raises:
        DataError: one is malformed, or an entry leads to what is not there.
    """
    offices: Offices = {}
    entries: Entries = {}
    for table in _tables(folder / "offices.toml"):
        office = _office(table)
        if office.id in offices:
            raise table.wrong(f"id {office.id!r} stands twice; choose another one")
        offices[office.id] = office
    for name, entity_type in _FILES.items():
        for table in _tables(folder / f"{name}.toml"):
            entry = _entry(table, entity_type)
            if entry.id in entries:
                raise table.wrong(f"id {entry.id!r} stands twice; choose another one")
            entries[entry.id] = entry
    for path in sorted((folder / "names").glob("*.toml")):
        _add_names(entries, path)
    _check_references(entries, offices)
    return entries, offices


def _add_names(entries: Entries, path: Path) -> None:
    """Add the names that entries have in one further language, which names the file."""
    data = read(path)
    data.check_keys({"names"})
    for id_, names in data.lists("names", entries).items():
        entries[id_] = replace(entries[id_], other={**entries[id_].other, path.stem: names})


def _tables(path: Path) -> Iterator[Table]:
    """Yield the entries of a file, each under its id."""
    data = read(path)
    data.check_keys({"entry"})
    for table in data.tables("entry"):
        table.check_keys(table.values, required={"id"})
        id_ = table.text("id")
        if not _ID.fullmatch(id_):
            raise table.wrong(f"id {id_!r} must be of a-z, 0-9 and hyphens: it is an address")
        yield table.at(f"{path.name}: {id_}")


def _office(table: Table) -> Office:
    table.check_keys(_OFFICE_KEYS, required=_OFFICE_KEYS - {"forms", "unique"})
    return Office(
        id=table.text("id"),
        name={lang: table.text(lang) for lang in NAME_LANGUAGES},
        of=table.text("of"),
        unique=table.flag("unique", default=True),
        source=table.text("source"),
        forms=table.lists("forms", NAME_LANGUAGES),
    )


def _entry(table: Table, entity_type: EntityType) -> GazetteerEntry:
    table.check_keys(_ENTRY_KEYS, required={"id", "kind", "source", *NAME_LANGUAGES})
    if table.text("kind") not in _KINDS[entity_type]:
        raise table.wrong(f"kind must be one of {', '.join(sorted(_KINDS[entity_type]))}")
    if "at" in table.values and entity_type is not EntityType.PLACE:
        raise table.wrong("at is for places only")
    if "adjectives" in table.values and table.text("kind") != "country":
        raise table.wrong("adjectives are for countries only")
    return GazetteerEntry(
        id=table.text("id"),
        type=entity_type,
        kind=table.text("kind"),
        name={lang: table.text(lang) for lang in NAME_LANGUAGES},
        within=table.text("in"),
        at=_position(table),
        source=table.text("source"),
        aliases=table.lists("aliases", NAME_LANGUAGES),
        short=table.lists("short", NAME_LANGUAGES),
        guarded=tuple(_guarded(table)),
        terms=tuple(_terms(table)),
        adjectives=table.lists("adjectives", NAME_LANGUAGES),
    )


def _unspaced(name: str) -> str:
    return fold(name).text.replace(" ", "")


def _combined(table: Table) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield language, form and guarding words of every combination of the parts of `combined`."""
    combined = table.table("combined")
    combined.check_keys({*NAME_LANGUAGES, "near"})
    near = combined.lists("near", NAME_LANGUAGES)
    for lang in sorted(set(combined.values) - {"near"}):
        parts = combined.values[lang]
        if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
            raise combined.wrong(f"{lang} must be a list of lists of words")
        joint = "" if any(part[:1] == [" "] for part in parts) else " "
        forms = (" ".join(joint.join(words).split()) for words in product(*parts))
        for form in dict.fromkeys(forms):
            yield lang, form, near.get(lang, ())


def _position(table: Table) -> tuple[float, float] | None:
    if "at" not in table.values:
        return None
    at = table.values["at"]
    numbers = isinstance(at, list) and [type(value) in (int, float) for value in at]
    if numbers != [True, True] or any(
        not -most <= value <= most for value, most in zip(at, _FARTHEST, strict=True)
    ):
        raise table.wrong(f"at = {at!r} must be [latitude, longitude] in degrees")
    return (at[0], at[1])


def _guarded(table: Table) -> Iterator[GuardedForm]:
    for form in table.tables("guarded"):
        form.check_keys(_GUARD_KEYS, required={"text"})
        lang = form.text("lang")
        if lang and lang not in NAME_LANGUAGES:
            raise form.wrong(f"lang = {lang!r} must be one of {', '.join(NAME_LANGUAGES)}")
        near = tuple(" ".join(words_of(fold(phrase))) for phrase in form.texts("near"))
        yield GuardedForm(form.text("text"), lang, near)
    aliases = table.table("aliases")
    plain = {_unspaced(name) for lang in NAME_LANGUAGES for name in aliases.texts(lang)}
    for lang, text, words in _combined(table):
        if _unspaced(text) not in plain:
            near = tuple(" ".join(words_of(fold(phrase))) for phrase in words)
            yield GuardedForm(text, lang, near)


def _terms(table: Table) -> Iterator[Term]:
    for term in table.tables("terms"):
        term.check_keys(_TERM_KEYS, required={"office"})
        for key in ("from", "to"):
            if term.text(key) and not is_edtf(term.text(key)):
                raise term.wrong(f"{key} = {term.text(key)!r} is not EDTF, such as 2022-10-27")
        yield Term(term.text("office"), term.text("from"), term.text("to"), term.text("source"))


def _check_references(entries: Mapping[str, GazetteerEntry], offices: Mapping[str, Office]) -> None:
    for entry in entries.values():
        if entry.within and entry.within not in entries:
            raise DataError(f"{_place_of(entry)}: in = {entry.within!r} is no entry")
        for term in entry.terms:
            if term.office not in offices:
                raise DataError(f"{_place_of(entry)}: office {term.office!r} is no office")
    for office in offices.values():
        if office.of not in entries:
            raise DataError(f"offices.toml: {office.id}: of = {office.of!r} is no entry")
    for entry in entries.values():
        _check_no_circle(entry, entries)


def _check_no_circle(entry: GazetteerEntry, entries: Mapping[str, GazetteerEntry]) -> None:
    """Refuse an entry that lies in itself: nobody would come to its country."""
    path = [entry.id]
    while within := entries[path[-1]].within:
        if within in path:
            circle = " in ".join([*path, within])
            raise DataError(f"{_place_of(entry)}: in leads back to where it began: {circle}")
        path.append(within)


def _place_of(entry: GazetteerEntry) -> str:
    file = next(name for name, entity_type in _FILES.items() if entity_type is entry.type)
    return f"{file}.toml: {entry.id}"
