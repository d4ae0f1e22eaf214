"""The only reader of `data/`: checks as it loads, folds and compiles once a build."""

from __future__ import annotations

from pathlib import Path

from generator.lexicon.events import read_known_events
from generator.lexicon.gazetteer import NAME_LANGUAGES, read_gazetteer
from generator.lexicon.index import index_of
from generator.lexicon.languages import read_language
from generator.lexicon.names import read_given_names
from generator.lexicon.search import read_search
from generator.lexicon.tables import read
from generator.vocabulary import Lexicon

__all__ = ["DATA", "NAME_LANGUAGES", "load"]

DATA = Path(__file__).parent.parent / "data"


def load(folder: Path = DATA) -> Lexicon:
    """Load and check every data file below `folder`.

    Raises:
        DataError: a file is malformed; the message names the file, the entry and the remedy.
    """
    languages = {
        language.code: language
        for language in (read_language(path) for path in sorted(folder.glob("languages/*.toml")))
    }
    entries, offices = read_gazetteer(folder / "gazetteer")
    labels = {path.stem: read(path).values for path in sorted(folder.glob("labels/*.toml"))}
    known = read_known_events(folder / "known_events.toml")
    given = read_given_names(folder / "given_names.toml")
    search = read_search(folder / "search")
    names = index_of(entries.values())
    return Lexicon(languages, entries, offices, known, given, names, labels, search)
