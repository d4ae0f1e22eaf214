"""The file of events whose day everybody knows: a text that names one was written after it.

One that tells of it as still to come was written before.
"""

from __future__ import annotations

from pathlib import Path

from generator.calendars import is_edtf
from generator.lexicon.gazetteer import NAME_LANGUAGES
from generator.lexicon.tables import Table, read
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import KnownEvent

_KEYS = {"id", "date", "source"}


def read_known_events(path: Path) -> tuple[KnownEvent, ...]:
    """Read the file, in its order.

    Raises:
        DataError: it is malformed.
    """
    data = read(path)
    data.check_keys({"event"})
    events = []
    for table in data.tables("event"):
        table.check_keys({*_KEYS, "beside", "ahead", *NAME_LANGUAGES}, required=_KEYS)
        ahead = table.table("ahead")
        ahead.check_keys(NAME_LANGUAGES)
        if not is_edtf(table.text("date")):
            raise table.wrong(f"date = {table.text('date')!r} is not EDTF, such as 2023-10-07")
        events.append(
            KnownEvent(
                table.text("id"),
                table.text("date"),
                table.text("source"),
                _phrases(table),
                _phrases(ahead),
                frozenset(table.texts("beside")),
            )
        )
    return tuple(events)


def _phrases(table: Table) -> dict[str, tuple[str, ...]]:
    return {
        lang: tuple(" ".join(words_of(fold(phrase))) for phrase in table.texts(lang))
        for lang in NAME_LANGUAGES
    }
