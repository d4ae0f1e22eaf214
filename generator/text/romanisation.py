"""Names in Latin letters: given names as usual, other words letter by letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.vocabulary import GivenName, Language


def romanised(words: Sequence[str], language: Language, given: Mapping[str, GivenName]) -> str:
    """Return the folded words of a name in Latin letters; vowels that are not written stay out."""
    spelt = []
    for word in words:
        if word in given:
            spelt.append(given[word].latin)
            continue
        article = language.clitics.article
        rest = word.removeprefix(article) if article and len(word) > len(article) + 2 else word
        letters = "".join(language.people.letters.get(letter, letter) for letter in rest)
        spelt.append(("al-" if rest != word else "") + letters.capitalize())
    return " ".join(spelt)
