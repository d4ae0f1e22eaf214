"""The index of names: every form of every entry, by its matching key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.errors import DataError
from generator.lexicon.gazetteer import NAME_LANGUAGES
from generator.text.folding import fold
from generator.text.naming import keys_of
from generator.vocabulary import GazetteerEntry, NameForm, NameIndex

_ZWNJ = "\u200c"


def index_of(entries: Iterable[GazetteerEntry]) -> NameIndex:
    """Return every form of the entries by its matching key.

    Raises:
        DataError: a form means two entries.
    """
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
    for lang, names in entry.other.items():
        for name in names:
            yield NameForm(entry, name, _capitals(name), True, lang, lang, (), f"{where}:{lang}")
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
