"""Small articles for tests: one line in a language that is given, or a whole seed."""

from __future__ import annotations

import hashlib
from collections import Counter

from generator.model import (
    Article,
    Basis,
    Paragraph,
    SeedFile,
    Sentence,
    Sidecar,
    Span,
    Title,
)
from generator.seeds.intake import to_article
from generator.text.segmentation import sentence_id, sentences
from generator.vocabulary import Lexicon


def seed_file(text: str) -> SeedFile:
    """Return the file that a text would have been read from."""
    data = text.encode("utf-8", "surrogatepass")
    return SeedFile("case.txt", hashlib.sha256(data).hexdigest(), len(data), "utf-8")


def article_in(lang: str, text: str, lexicon: Lexicon) -> Article:
    """Return an article of one paragraph in a language that needs no recognising."""
    language = lexicon.languages[lang]
    whole = Span(0, len(text))
    seen: Counter[str] = Counter()
    found = []
    for span in sentences(text, whole, language):
        plain = sentence_id(span.of(text))
        seen[plain] += 1
        unique = plain if seen[plain] == 1 else f"{plain}-{seen[plain]}"
        found.append(Sentence(unique, span, lang, 0))
    return Article(
        id="case",
        seed=seed_file(text),
        text=text,
        lang=lang,
        langs=(lang,),
        direction=language.direction,
        paragraphs=(Paragraph(0, whole, lang, language.direction),),
        sentences=tuple(found),
        removed=(),
        title=Title(text, lang, Basis.LEAD, whole),
    )


def article_of(text: str, lexicon: Lexicon) -> Article:
    """Return what a seed of this text becomes."""
    return to_article(text, seed_file(text), "case", Sidecar(), lexicon)
