"""Whether a text is about the coalition's drawdown in Iraq."""

from __future__ import annotations

from generator.model import Article, Entity
from generator.text.folding import fold
from generator.vocabulary import Lexicon

_COUNTRY = "iraq"
_FORCES = {"global-coalition", "us-forces", "cjtf-oir", "higher-military-commission"}


def find(article: Article, entities: tuple[Entity, ...], lexicon: Lexicon) -> bool:
    """Tell whether the text names Iraq, the coalition or US forces, and what becomes of them."""
    ids = {entity.id for entity in entities}
    in_iraq = any(_lies_in(id_, _COUNTRY, lexicon) for id_ in ids)
    if not in_iraq or not ids & _FORCES:
        return False
    text = " " + fold(article.text).text + " "
    return any(
        word in text
        for lang in article.langs
        if lang in lexicon.languages
        for word in lexicon.languages[lang].topic
    )


def _lies_in(entity: str, container: str, lexicon: Lexicon) -> bool:
    while entity in lexicon.entries:
        if entity == container:
            return True
        entity = lexicon.entries[entity].within
    return False
