"""Offices that people are named with: before the name, or after it and a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Article, Entity, EntityType, Sentence, Span
from generator.text.folding import fold
from generator.text.naming import words_of
from generator.vocabulary import Language, Lexicon

_REACH = 60
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Held:
    """That a person is named with an office of theirs, in a sentence; `span` is the title's."""

    person: str
    office: str
    sentence: str
    lang: str
    former: bool
    span: Span


def roles_held(article: Article, entities: Sequence[Entity], lexicon: Lexicon) -> Iterator[Held]:
    """Yield each office that a known person is named with and has held at some time."""
    sentences = {sentence.id: sentence for sentence in article.sentences}
    for entity in entities:
        entry = lexicon.entries.get(entity.id)
        if entity.type != EntityType.PERSON or entry is None or not entry.terms:
            continue
        for mention in entity.mentions:
            sentence = sentences[mention.sentence]
            language = lexicon.languages.get(sentence.lang)
            if language is None:
                continue
            titles = [
                (span, office, former)
                for office in dict.fromkeys(term.office for term in entry.terms)
                for span, former in [
                    _title(article, sentence, mention.span, language, office, lexicon)
                ]
                if span
            ]
            # The title next to the name is the one that is meant.
            nearest = max((span.end for span, _, _ in titles), default=0)
            for span, office, former in titles:
                if span.end == nearest:
                    yield Held(entity.id, office, sentence.id, sentence.lang, former, span)


def _title(
    article: Article,
    sentence: Sentence,
    name: Span,
    language: Language,
    office: str,
    lexicon: Lexicon,
) -> tuple[Span | None, bool]:
    pattern = _pattern(language, office, lexicon)
    start = max(sentence.span.start, name.start - _REACH)
    before = fold(article.text[start : name.start], start)
    found = _last(pattern, before.text)
    if found and _is_near(before.text[found.end() :], language):
        around = before.text[: found.start()].split()[-2:] + before.text[found.end() :].split()
        return before.span(*found.span()), _is_former(around, language)
    after = fold(article.text[name.end : min(sentence.span.end, name.end + _REACH)], name.end)
    found = pattern.search(after.text)
    if found and after.text[: found.start()].strip(" \u060c,-(").strip() in (
        "",
        *language.people.former,
    ):
        around = after.text[: found.start()].split() + after.text[found.end() :].split()[:2]
        return after.span(*found.span()), _is_former(around, language)
    return None, False


def ends_with_title(words: str, office: str, language: Language, lexicon: Lexicon) -> bool:
    """Tell whether folded words end with a title of an office."""
    found = _last(_pattern(language, office, lexicon), words)
    return found is not None and not words[found.end() :].strip(" \u060c,")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda found: found.start(), default=None)


def is_title(words: str, office: str, language: Language, lexicon: Lexicon) -> bool:
    """Tell whether folded words are a title of an office and nothing else, but for an article."""
    bare = words.strip(" \u060c,")
    bare = re.sub(r"^the ", "", bare)
    return _pattern(language, office, lexicon).fullmatch(bare) is not None


def _is_near(gap: str, language: Language) -> bool:
    """Tell whether what stands between a title and a name can belong to the title."""
    return len(gap.split()) <= _LONGEST and not re.search(r"[.;:\u061b\"\u201c]", gap)


def _is_former(words: Sequence[str], language: Language) -> bool:
    return any(word.strip(" \u060c,.") in language.people.former for word in words)


@lru_cache(maxsize=4096)
def _pattern(language: Language, office: str, lexicon: Lexicon) -> re.Pattern[str]:
    """Return what names an office before its holder: its own forms, and the bare title."""
    entry = lexicon.offices[office]
    forms = [entry.name.get(language.code, ""), *entry.forms.get(language.code, ())]
    for kind, titles in language.people.offices.items():
        if office.startswith(f"{kind}-"):
            forms += titles
    keys = sorted({" ".join(words_of(fold(form))) for form in forms if form}, key=len, reverse=True)
    body = "|".join(re.escape(key).replace(r"\ ", r"[ '-]*") for key in keys)
    clitics = "".join((*language.clitics.conjunctions, *language.clitics.prepositions))
    clitic = f"[{clitics}]{{0,2}}" if clitics else ""
    return re.compile(rf"(?<!\w){clitic}(?:{body or '(?!)'})(?!\w)")
