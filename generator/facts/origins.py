"""Whose text it is, and which agencies and outlets it says it draws on."""

from __future__ import annotations

from generator.model import Article, Basis, Entity, Mention, Outlet
from generator.text.folding import fold
from generator.vocabulary import Language, Lexicon, OriginCues

_SOURCES = {"agency", "outlet"}
_REACH = 3


def find(
    article: Article, entities: tuple[Entity, ...], lexicon: Lexicon
) -> tuple[Outlet | None, tuple[str, ...]]:
    """Return the outlet that published the text and the entity ids of its origins, in text order.

    The outlet is the editor's, or the one that the text's first words name as its own.
    """
    outlet = _stated_outlet(article, lexicon)
    origins = []
    for entity in entities:
        if entity.id not in lexicon.entries or lexicon.entries[entity.id].kind not in _SOURCES:
            continue
        if outlet is None and _opens_the_text(article, entity.mentions[0], lexicon):
            name = entity.mentions[0].span.of(article.text)
            outlet = Outlet(
                entity.id, lexicon.entries[entity.id].name.get("en", name), Basis.INFERRED
            )
        elif any(_is_drawn_on(article, mention, lexicon) for mention in entity.mentions):
            origins.append(entity.id)
    return outlet, tuple(origins)


def _stated_outlet(article: Article, lexicon: Lexicon) -> Outlet | None:
    given = article.sidecar.outlet
    if not given:
        return None
    entry = lexicon.entries.get(given)
    return Outlet(entry.id if entry else None, entry.name["en"] if entry else given, Basis.EDITOR)


def _context(article: Article, mention: Mention, lexicon: Lexicon) -> tuple[str, str, OriginCues]:
    """Return the folded words before and after a mention in its sentence, and the cues."""
    sentence = next(s for s in article.sentences if s.id == mention.sentence)
    language: Language | None = lexicon.languages.get(sentence.lang)
    before = fold(article.text[sentence.span.start : mention.span.start]).text
    after = fold(article.text[mention.span.end : sentence.span.end]).text
    return before, after, language.origins if language else OriginCues()


def _opens_the_text(article: Article, mention: Mention, lexicon: Lexicon) -> bool:
    if mention.sentence != article.sentences[0].id:
        return False
    before, _, cues = _context(article, mention, lexicon)
    return before.strip() in cues.publisher


def _is_drawn_on(article: Article, mention: Mention, lexicon: Lexicon) -> bool:
    before, after, cues = _context(article, mention, lexicon)
    if cues.attached and before.endswith(cues.attached) and not before[-2:-1].isalpha():
        return True
    last_words = " ".join(before.split()[-_REACH:])
    first_words = " ".join(after.split()[:_REACH])
    return any(_stands(cue, last_words) for cue in cues.before) or any(
        _stands(cue, first_words) for cue in cues.after
    )


def _stands(cue: str, words: str) -> bool:
    return f" {cue} " in f" {words} "
