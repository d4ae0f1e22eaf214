"""The only reader of `data/`: checks as it loads, folds and compiles once a build."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.calendars import is_edtf
from generator.errors import DataError
from generator.model import EntityType
from generator.text.folding import fold
from generator.text.naming import keys_of
from generator.vocabulary import (
    Boilerplate,
    Clitics,
    DateWords,
    GazetteerEntry,
    GuardedForm,
    Language,
    Lexicon,
    NameForm,
    NameIndex,
    Office,
    OriginCues,
    Term,
)

DATA = Path(__file__).parent / "data"
NAME_LANGUAGES = ("en", "ar", "fa")
_GAZETTEER = {
    "people": EntityType.PERSON,
    "organizations": EntityType.ORGANIZATION,
    "places": EntityType.PLACE,
}
_ENTRY_KEYS = {
    *("id", "kind", "en", "ar", "fa", "in", "at", "source"),
    *("aliases", "short", "guarded", "terms"),
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
_ZWNJ = "\u200c"
_GUARD_KEYS = {"text", "lang", "near"}


def load(folder: Path = DATA) -> Lexicon:
    """Load and check every data file below `folder`.

    Raises:
        DataError: a file is malformed; the message names the file, the entry and the remedy.
    """
    languages = {
        language.code: language
        for language in (_language(path) for path in sorted(folder.glob("languages/*.toml")))
    }
    offices = {office.id: office for office in _offices(folder / "gazetteer" / "offices.toml")}
    entries: dict[str, GazetteerEntry] = {}
    for name, kind in _GAZETTEER.items():
        path = folder / "gazetteer" / f"{name}.toml"
        for entry in _entries(path, kind):
            if entry.id in entries:
                raise DataError(f"{path.name}: id {entry.id!r} stands twice; choose another one")
            entries[entry.id] = entry
    _check_references(entries, offices)
    labels = {path.stem: _read(path) for path in sorted(folder.glob("labels/*.toml"))}
    return Lexicon(languages, entries, offices, _index(entries.values()), labels)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not valid TOML: {error}") from error


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(word).text for word in words)


def _language(path: Path) -> Language:
    data = _read(path)
    try:
        recognition, sentences = data["recognition"], data["sentences"]
        clitics, boilerplate = data.get("clitics", {}), data.get("boilerplate", {})
        return Language(
            code=data["code"],
            script=data["script"],
            direction=data["direction"],
            letters=recognition["letters"],
            function_words=frozenset(_folded(recognition["words"])),
            article=recognition["article"],
            abbreviations=frozenset(word.lower() for word in sentences["abbreviations"]),
            starters=frozenset(sentences["starters"]),
            clitics=Clitics(
                _folded(clitics.get("conjunctions", ())),
                _folded(clitics.get("prepositions", ())),
                fold(clitics.get("article", "")).text,
                fold(clitics.get("contracted", "")).text,
            ),
            boilerplate=Boilerplate(
                frozenset(_folded(boilerplate.get("lines", ()))),
                _folded(boilerplate.get("starts", ())),
                frozenset(_folded(boilerplate.get("bylines", ()))),
                _folded(boilerplate.get("byline_starts", ())),
            ),
            origins=OriginCues(
                **{name: _folded(words) for name, words in data.get("origins", {}).items()}
            ),
            dates=_dates(data.get("dates", {})),
            topic=_folded(data.get("topic", {}).get("words", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path.name}: {error!r}; compare it with ar.toml") from error


def _dates(data: Mapping[str, Any]) -> DateWords:
    months = {
        (system, int(number)): _folded(names)
        for system, numbers in data.get("months", {}).items()
        for number, names in numbers.items()
    }
    return DateWords(
        forms=_folded(data.get("forms", ())),
        year_after=_folded(data.get("year_after", ())),
        two_months=_folded(data.get("two_months", ())),
        edges={edge: _folded(words) for edge, words in data.get("edges", {}).items()},
        relations={name: _folded(words) for name, words in data.get("relations", {}).items()},
        months=months,
        weekdays={int(day): _folded(names) for day, names in data.get("weekdays", {}).items()},
    )


def _offices(path: Path) -> Iterator[Office]:
    for entry in _read(path).get("entry", []):
        _check_keys(path, entry, _OFFICE_KEYS, required=_OFFICE_KEYS - {"forms", "unique"})
        yield Office(
            id=entry["id"],
            name={lang: entry[lang] for lang in NAME_LANGUAGES},
            of=entry["of"],
            unique=entry.get("unique", True),
            source=entry["source"],
            forms={lang: tuple(words) for lang, words in entry.get("forms", {}).items()},
        )


def _entries(path: Path, entity_type: EntityType) -> Iterator[GazetteerEntry]:
    for entry in _read(path).get("entry", []):
        _check_keys(path, entry, _ENTRY_KEYS, required={"id", "kind", "source", *NAME_LANGUAGES})
        if entry["kind"] not in _KINDS[entity_type]:
            known = ", ".join(sorted(_KINDS[entity_type]))
            raise DataError(f"{path.name}: {entry['id']}: kind must be one of {known}")
        yield GazetteerEntry(
            id=entry["id"],
            type=entity_type,
            kind=entry["kind"],
            name={lang: entry[lang] for lang in NAME_LANGUAGES},
            within=entry.get("in", ""),
            at=tuple(entry["at"]) if "at" in entry else None,
            source=entry["source"],
            aliases={lang: tuple(names) for lang, names in entry.get("aliases", {}).items()},
            short={lang: tuple(names) for lang, names in entry.get("short", {}).items()},
            guarded=tuple(_guarded(path, entry)),
            terms=tuple(_terms(path, entry)),
        )


def _guarded(path: Path, entry: Mapping[str, Any]) -> Iterator[GuardedForm]:
    for form in entry.get("guarded", []):
        _check_keys(path, form, _GUARD_KEYS, required={"text"}, owner=entry["id"])
        yield GuardedForm(form["text"], form.get("lang", ""), _folded(form.get("near", ())))


def _terms(path: Path, entry: Mapping[str, Any]) -> Iterator[Term]:
    for term in entry.get("terms", []):
        _check_keys(path, term, _TERM_KEYS, required={"office"}, owner=entry["id"])
        for key in ("from", "to"):
            if term.get(key) and not is_edtf(term[key]):
                raise DataError(f"{path.name}: {entry['id']}: {key} = {term[key]!r} is not EDTF")
        yield Term(term["office"], term.get("from", ""), term.get("to", ""), term.get("source", ""))


def _check_keys(
    path: Path,
    table: Mapping[str, Any],
    known: set[str],
    *,
    required: set[str],
    owner: str = "",
) -> None:
    name = owner or table.get("id", "entry without an id")
    if unknown := sorted(set(table) - known):
        raise DataError(f"{path.name}: {name}: unknown key {unknown[0]!r}; known: {sorted(known)}")
    for key in sorted(required):
        if not table.get(key):
            raise DataError(f"{path.name}: {name}: {key} is missing or empty")


def _check_references(entries: Mapping[str, GazetteerEntry], offices: Mapping[str, Office]) -> None:
    for entry in entries.values():
        if entry.within and entry.within not in entries:
            raise DataError(f"gazetteer: {entry.id}: in = {entry.within!r} is no entry")
        for term in entry.terms:
            if term.office not in offices:
                raise DataError(f"gazetteer: {entry.id}: office {term.office!r} is no office")
    for office in offices.values():
        if office.of not in entries:
            raise DataError(f"offices.toml: {office.id}: of = {office.of!r} is no entry")


def _index(entries: Iterable[GazetteerEntry]) -> NameIndex:
    forms: dict[str, list[NameForm]] = defaultdict(list)
    beginnings: set[str] = set()
    for entry in entries:
        for form in _forms(entry):
            for key in _spellings(form.text):
                beginnings.update(key)
                if not any(_same(form, other) for other in forms[key[-1]]):
                    forms[key[-1]].append(form)
    _check_unambiguous(forms)
    return NameIndex({key: tuple(group) for key, group in forms.items()}, frozenset(beginnings))


def _spellings(name: str) -> Iterator[list[str]]:
    """Yield the key, with its beginnings, of each way to write the words of a name.

    Texts write al-Sudani, Al Sudani and AlSudani; a zero-width non-joiner becomes a space or goes.
    """
    spellings = {name, name.replace("-", ""), name.replace(_ZWNJ, " ")}
    for spelling in sorted(spellings):
        if key := keys_of(fold(spelling)):
            yield key


def _same(form: NameForm, other: NameForm) -> bool:
    """Tell whether two forms with one key are one: no need to keep both."""
    one = (form.entry.id, form.capitals, form.lang, form.only, form.near)
    return one == (other.entry.id, other.capitals, other.lang, other.only, other.near)


def _forms(entry: GazetteerEntry) -> Iterator[NameForm]:
    where = f"gazetteer:{entry.id}"
    for lang in NAME_LANGUAGES:
        for name in (entry.name[lang], *entry.aliases.get(lang, ())):
            yield NameForm(entry, name, _capitals(name), True, lang, "", (), where)
    for lang, names in entry.short.items():
        for name in names:
            yield NameForm(entry, name, _capitals(name), False, lang, "", (), f"{where}:short")
    for form in entry.guarded:
        capitals, rule = _capitals(form.text), f"{where}:guarded"
        yield NameForm(entry, form.text, capitals, True, form.lang, form.lang, form.near, rule)


def _capitals(name: str) -> str:
    """Return the letters of a form written in capitals only, where case tells it from a word."""
    letters = "".join(character for character in name if character.isalnum())
    return letters if letters.isupper() and letters.isascii() and len(letters) <= 6 else ""


def _check_unambiguous(forms: Mapping[str, list[NameForm]]) -> None:
    for group in forms.values():
        plain = [form for form in group if form.full and not (form.only or form.near)]
        for first in plain:
            # Capitals tell SANA from Sana, and one word counts in its own language alone.
            rivals = {
                form.entry.id
                for form in plain
                if bool(form.capitals) == bool(first.capitals) and _may_meet(form, first)
            }
            if len(rivals) > 1:
                raise DataError(
                    f"gazetteer: {first.text!r} stands in {', '.join(sorted(rivals))}: "
                    "leave it with one of them, or make it `guarded` or `short`"
                )


def _may_meet(form: NameForm, other: NameForm) -> bool:
    return " " in form.text or form.lang == other.lang
