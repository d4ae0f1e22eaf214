"""Whether a text is about the coalition's drawdown in Iraq."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.model import Article, Entity, Event
from generator.text.folding import fold
from generator.vocabulary import Language, Lexicon

_COUNTRY, _UNITED_STATES = "iraq", "united-states"
# The coalition's mission spans the border: its bases in Syria belong to the same timetable.
_NEIGHBOUR = "syria"
_COALITION = {"global-coalition", "cjtf-oir", "higher-military-commission"}
_FORCES = {"us-forces", *_COALITION}
_DRAWDOWN = ("withdrawal", "mission-end")
# Of an abbreviation such as U.S. the letters are one word.
_DOT = re.compile(r"\.(?<=\b\w\.)")
_WORD = re.compile(r"[^\W_]+")


def find(
    article: Article,
    entities: tuple[Entity, ...],
    events: tuple[Event, ...],
    lexicon: Lexicon,
) -> bool:
    """Tell whether the text names Iraq, the coalition or US forces, and what becomes of them."""
    ids = {entity.id for entity in entities}
    in_iraq = any(_lies_in(id_, _COUNTRY, lexicon) for id_ in ids)
    across = ids & _COALITION and any(_lies_in(id_, _NEIGHBOUR, lexicon) for id_ in ids)
    if not (in_iraq or across):
        return False
    text = _words(article)
    languages = [lexicon.languages[lang] for lang in article.langs if lang in lexicon.languages]
    forces = bool(ids & _FORCES) or any(_names(text, lang.topic.forces, lang) for lang in languages)
    leave = any(event.type in _DRAWDOWN for event in events)
    leaving = leave or any(_names(text, lang.topic.leaving, lang) for lang in languages)
    # Troops of a text that names their country may leave without its adjective.
    american = _UNITED_STATES in ids and any(
        _names(text, lang.topic.troops, lang) for lang in languages
    )
    coalition = any(_names(text, lang.topic.coalition, lang) for lang in languages)
    forces = forces or (leaving and (american or coalition))
    words = [(*lang.topic.words, *lang.topic.leaving) for lang in languages]
    named = (_names(text, group, lang) for group, lang in zip(words, languages, strict=True))
    return forces and (leave or any(named))


def _words(article: Article) -> str:
    """Return the words of all lines, also of those that are left out of the running text."""
    left_out = (removal.span for removal in article.removed if removal.reason.is_passage)
    lines = sorted((*(paragraph.span for paragraph in article.paragraphs), *left_out))
    folded = (fold(line.of(article.text)).text for line in lines)
    return " ".join(word for line in folded for word in _WORD.findall(_DOT.sub("", line)))


def _names(text: str, phrases: tuple[str, ...], language: Language) -> bool:
    """Tell whether a phrase stands in a text, alone or with attached particles."""
    return _pattern(phrases, language).search(text) is not None


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...], language: Language) -> re.Pattern[str]:
    clitics = language.clitics
    letters = "".join((*clitics.conjunctions, *clitics.prepositions))
    particles = f"[{letters}]{{0,2}}" if letters else ""
    if clitics.contracted:
        # The article of a phrase is contracted with a preposition before it.
        plain = [phrase.removeprefix(clitics.article) for phrase in phrases]
        phrases = (*phrases, *(clitics.contracted + phrase for phrase in plain))
    words = "|".join(map(re.escape, sorted(phrases))) or "(?!)"
    return re.compile(rf"(?<!\w){particles}(?:{words})(?!\w)")


def _lies_in(entity: str, container: str, lexicon: Lexicon) -> bool:
    while entity in lexicon.entries:
        if entity == container:
            return True
        entity = lexicon.entries[entity].within
    return False
