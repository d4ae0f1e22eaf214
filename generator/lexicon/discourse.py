"""The parts of a language file that tell of people, statements, events and the topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.lexicon.tables import Table
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import EventCues, EventWords, PeopleWords, StatementCues, TopicWords

EVENT_TYPES = (
    *("talks", "agreement", "withdrawal", "mission-end", "troop-level", "attack", "visit"),
)
SPEAKERS = ("sources", "officials", "diplomats", "analysts", "witnesses")
NATIONS = ("iraqi", "american", "iranian", "western", "kurdish", "israeli", "syrian", "turkish")
_EVENT_KEYS = {"happened", "planned", "open", "near", "apart", "default"}
_ORDERS = ("verb-first", "subject-first", "verb-last")
_GENDERS = ("any", "masculine", "feminine", "plural")


def people_words(data: Table) -> PeopleWords:
    """Read how people are introduced."""
    offices, letters = data.table("offices"), data.table("letters")
    bare = {kind: folded(offices.texts(kind)) for kind in offices.values}
    return PeopleWords(
        offices=bare,
        titles=frozenset(
            [
                *(word for group in bare.values() for word in group),
                *(*phrases(data, "titles"), *phrases(data, "ranks")),
            ]
        ),
        ranks=frozenset(phrases(data, "ranks")),
        **{
            name: frozenset(phrases(data, name))
            for name in ("stops", "ambiguous", "particles", "not_after")
        },
        homographs=frozenset(data.texts("homographs")),
        former=frozenset(folded(data.texts("former"))),
        letters={fold(letter).text: letters.text(letter) for letter in letters.values},
    )


def statement_cues(data: Table) -> StatementCues:
    """Read how what somebody says is reported."""
    order = data.text("order")
    if order not in ("", *_ORDERS):
        raise data.wrong(f"order = {order!r} must be one of {', '.join(_ORDERS)}")
    verbs = {key: folded(words) for key, words in data.lists("verbs", _GENDERS).items()}
    participles = data.lists("participles", _GENDERS)
    lists = {
        name: folded(data.texts(name))
        for name in (
            *("according", "attached", "complementizers", "speaker_ends", "openers"),
            *("auxiliaries", "feminine_ends", "referring", "quoting", "quoted", "thatless"),
            *("documents", "documents_attached", "passives", "directly"),
        )
    }
    return StatementCues(
        order=order,
        verbs=verbs,
        participles={key: folded(words) for key, words in participles.items()},
        verb_words=frozenset(w for group in verbs.values() for w in group if " " not in w),
        pronouns=frozenset(phrases(data, "pronouns")),
        thats=frozenset(folded(data.texts("thats"))),
        speakers=frozenset(phrases(data, "speakers")),
        anonymous=frozenset(phrases(data, "anonymous")),
        persons=frozenset(phrases(data, "persons")),
        adjectives=frozenset(phrases(data, "adjectives")),
        relatives=frozenset(folded(data.texts("relatives"))),
        objects=frozenset(folded(data.texts("objects"))),
        kinds=_groups(data, "kinds", SPEAKERS),
        nations=_groups(data, "nations", NATIONS),
        **lists,
    )


def event_words(data: Table) -> EventWords:
    """Read how events are named, and what tells their status."""
    types = {}
    for name in (name for name in EVENT_TYPES if name in data.values):
        table = data.table(name)
        table.check_keys(_EVENT_KEYS)
        default = table.text("default", "happened")
        if default not in ("happened", "planned"):
            raise table.wrong(f"default = {default!r} must be happened or planned")
        words = {key: folded(table.texts(key)) for key in _EVENT_KEYS - {"default"}}
        types[name] = EventCues(default=default, **words)
    suffixes = "|".join(re.escape(suffix) for suffix in folded(data.texts("suffixes")))
    lists = (
        "denied",
        "denied_after",
        "denying",
        "delays",
        "happened_at",
        "demanded",
        "conditional",
        "planned",
        "planned_at",
        "happened",
    )
    return EventWords(
        types=types,
        **{name: folded(data.texts(name)) for name in (*lists, "breaks", "at", "leaving")},
        elsewhere=frozenset(phrases(data, "elsewhere")),
        suffix=f"(?:{suffixes})?" if suffixes else "",
    )


def topic_words(data: Table) -> TopicWords:
    """Read what a text about the drawdown says."""
    return TopicWords(
        **{
            name: tuple(" ".join(words_of(fold(phrase))) for phrase in data.texts(name))
            for name in ("words", "forces", "coalition", "troops", "leaving")
        }
    )


def phrases(data: Table, key: str) -> Iterator[str]:
    """Yield the phrases of a list as words with single spaces, folded."""
    for phrase in data.texts(key):
        yield " ".join(words_of(fold(phrase)))


def _groups(data: Table, key: str, known: Sequence[str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(folded(words)) for name, words in data.lists(key, known).items()}


def folded(words: Iterable[str]) -> tuple[str, ...]:
    """Return words folded, in their order."""
    return tuple(fold(word).text for word in words)
