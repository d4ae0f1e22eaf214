"""The file of given names: what tells a person's name from other words."""

from __future__ import annotations

from pathlib import Path

from generator.lexicon.tables import read
from generator.text.folding import fold
from generator.vocabulary import GivenName

_LANGUAGES = ("ar", "fa")


def read_given_names(path: Path) -> dict[str, dict[str, GivenName]]:
    """Read the file: by language, every folded word of a given name to its Latin form.

    Raises:
        DataError: it is malformed.
    """
    data = read(path)
    names: dict[str, dict[str, GivenName]] = {"en": {}, **{lang: {} for lang in _LANGUAGES}}
    for latin in data.values:
        table = data.table(latin)
        table.check_keys(_LANGUAGES)
        names["en"].setdefault(fold(latin.split()[0]).text, GivenName(latin))
        for lang in _LANGUAGES:
            for form in table.texts(lang):
                # Of a name in two words the first is enough to see one begin: all are Abdul's.
                first = latin if " " not in form else "Abdul"
                names[lang].setdefault(fold(form.split()[0]).text, GivenName(first))
    return names
