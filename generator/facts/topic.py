"""Whether a text is about the coalition's drawdown in Iraq."""

from __future__ import annotations

import re

from generator.model import Article, Entity
from generator.text.folding import fold
from generator.vocabulary import Lexicon

_COUNTRY = "iraq"
# The coalition's mission spans the border: its bases in Syria belong to the same timetable.
_NEIGHBOUR = "syria"
_COALITION = {"global-coalition", "cjtf-oir", "higher-military-commission"}
_FORCES = {"us-forces", *_COALITION}
_WORD = re.compile(r"[^\W_]+")


def find(article: Article, entities: tuple[Entity, ...], lexicon: Lexicon) -> bool:
    """Tell whether the text names Iraq, the coalition or US forces, and what becomes of them."""
    ids = {entity.id for entity in entities}
    in_iraq = any(_lies_in(id_, _COUNTRY, lexicon) for id_ in ids)
    across = ids & _COALITION and any(_lies_in(id_, _NEIGHBOUR, lexicon) for id_ in ids)
    if not (in_iraq or across):
        return False
    text = f" {' '.join(_WORD.findall(fold(article.text).text))} "
    languages = [lexicon.languages[lang] for lang in article.langs if lang in lexicon.languages]
    forces = bool(ids & _FORCES) or _names(text, [lang.topic.forces for lang in languages])
    return forces and _names(text, [lang.topic.words for lang in languages])


def _names(text: str, groups: list[tuple[str, ...]]) -> bool:
    return any(f" {phrase} " in text for group in groups for phrase in group)


def _lies_in(entity: str, container: str, lexicon: Lexicon) -> bool:
    while entity in lexicon.entries:
        if entity == container:
            return True
        entity = lexicon.entries[entity].within
    return False
