"""The records that the data files become; no words of their own."""

from __future__ import annotations

from generator.vocabulary.language import (
    Boilerplate,
    Clitics,
    DateWords,
    EventCues,
    EventWords,
    Language,
    NumberWords,
    OriginCues,
    PeopleWords,
    StatementCues,
    TenseCues,
    TopicWords,
)
from generator.vocabulary.names import (
    GazetteerEntry,
    GivenName,
    GuardedForm,
    KnownEvent,
    Lexicon,
    NameForm,
    NameIndex,
    Office,
    Term,
)
from generator.vocabulary.search import Analysis, Concept, SearchWords

__all__ = [
    "Analysis",
    "Boilerplate",
    "Clitics",
    "Concept",
    "DateWords",
    "EventCues",
    "EventWords",
    "GazetteerEntry",
    "GivenName",
    "GuardedForm",
    "KnownEvent",
    "Language",
    "Lexicon",
    "NameForm",
    "NameIndex",
    "NumberWords",
    "Office",
    "OriginCues",
    "PeopleWords",
    "SearchWords",
    "StatementCues",
    "TenseCues",
    "Term",
    "TopicWords",
]
