"""The analyser: what spellings and forms of a word have in common.

The reader's browser does the same to what is typed (`theme/assets/javascripts/search/analysis.js`);
both follow the rules in `data/search/analysis.toml` and are held to each other by shared cases.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.text.folding import fold
from generator.vocabulary import Analysis

_TOKEN = re.compile(r"\d{1,3}(?:[,\u066c]\d{3})+(?!\d)|[^\W_]+(?:'[^\W\d_]+)*")
_GROUPING = re.compile("[,\u066c]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[a-z]")
_SHORTEST_FRAME = 3
_SHORTEST_GUESS = 3
_SHORT_ENDING = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, comparable; `start` and `end` are offsets in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """What a word is compared by, the strictest first; `text` is the word itself.

    `bare`: without an attached article; `stem`: without endings; `frame`: the stem without weak
    letters, "" where too little is left; `sound`: the consonants in Latin letters, by which words
    are kept together; `guesses`: what the word may be without particles of one letter. `is_stop`:
    it is too common to be looked for; `opens` and `closes`: writers join it to the word behind or
    before it.
    """

    text: str
    bare: str
    stem: str
    frame: str
    sound: str
    guesses: tuple[str, ...]
    is_stop: bool
    opens: bool
    closes: bool


class _Folding(dict[int, str]):
    """A table for `str.translate` that folds; each character is looked into once."""

    def __init__(self, letters: Mapping[int, str]) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, code: int) -> str:
        self[code] = fold(chr(code)).text.translate(self._letters)
        return self[code]


class Analyser:
    """The analyser of one set of rules; words once analysed are remembered."""

    def __init__(self, rules: Analysis) -> None:
        """Compile the rules."""
        self.rules = rules
        self._letters = str.maketrans(dict(rules.letters))
        self._folding = _Folding(self._letters)
        self._article = re.compile(rules.article)
        self._verb = re.compile(rules.verb)
        self._endings = [(re.compile(pattern), with_) for pattern, with_ in rules.endings]
        self._silent = re.compile(rules.silent)
        self._weak = re.compile(f"[{rules.weak}]")
        self._latin_sounds = [(re.compile(pattern), with_) for pattern, with_ in rules.latin_sounds]
        self._both_sounds = [(re.compile(pattern), with_) for pattern, with_ in rules.both_sounds]
        self._words: dict[str, Word] = {}

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text, folded, from left to right, with where they stand."""
        folded = fold(self._spelled(text))
        plain = folded.text.translate(self._letters)
        found = []
        for match in _TOKEN.finditer(plain):
            span = folded.span(*match.span())
            found.append(Token(self._cleaned(match[0]), span.start, span.end))
        return found

    def words(self, text: str) -> list[Word]:
        """Return what the words of a text are compared by, from left to right."""
        found = _TOKEN.findall(self._spelled(text).translate(self._folding))
        known = self._words
        return [known.get(word) or self.word(self._cleaned(word)) for word in found]

    def _spelled(self, text: str) -> str:
        for one, other in self.rules.spellings:
            text = text.replace(one, other)
        return text

    def _cleaned(self, found: str) -> str:
        """Return a word without marks of grouping and apostrophes, and without a possessive."""
        if found.isalnum():
            return found
        return _GROUPING.sub("", found).removesuffix(self.rules.possessive).replace("'", "")

    def word(self, token: str) -> Word:
        """Return what a word is compared by."""
        word = self._words.get(token)
        if word is None:
            bare = self._article.sub("", token, count=1)
            stem = self.stem(bare)
            frame, sound = self._frame(stem), self.sound(stem)
            guesses, rules = self._guesses(token, bare), self.rules
            opens, closes = token in rules.first, token in rules.last
            stops = token in rules.stop
            word = Word(token, bare, stem, frame, sound, guesses, stops, opens, closes)
            self._words[token] = word
        return word

    def stem(self, bare: str) -> str:
        """Return a word without its ending.

        >>> Analyser(rules).stem("bases")
        'bas'
        """
        if _ARABIC.search(bare):
            for suffix, least in self.rules.suffixes:
                if bare.endswith(suffix) and len(bare) - len(suffix) >= least:
                    return bare[: -len(suffix)]
            return bare
        if len(bare) > _SHORT_ENDING and _LATIN.search(bare):
            for pattern, with_ in self._endings:
                if pattern.search(bare):
                    bare = pattern.sub(with_, bare, count=1)
                    break
            return self._silent.sub("", bare, count=1)
        return bare

    def sound(self, stem: str) -> str:
        """Return the consonants of a word in Latin letters; digits, other scripts as they are."""
        if _ARABIC.search(stem):
            found = "".join(self.rules.sounds.get(letter, "") for letter in stem)
        elif _LATIN.search(stem):
            found = stem
            for pattern, with_ in self._latin_sounds:
                found = pattern.sub(with_, found)
        else:
            return stem
        for pattern, with_ in self._both_sounds:
            found = pattern.sub(with_, found)
        return re.sub(r"(.)\1+", r"\1", found)

    def _frame(self, stem: str) -> str:
        if not _ARABIC.search(stem):
            return ""
        frame = re.sub(r"(.)\1+", r"\1", self._weak.sub("", stem))
        return frame if len(frame) >= _SHORTEST_FRAME else ""

    def _guesses(self, token: str, bare: str) -> tuple[str, ...]:
        """Return what an Arabic-script word may be without one or two particles of one letter."""
        if bare != token or not _ARABIC.search(token):
            return ()
        rest = self._verb.sub("", token, count=1)
        if rest != token:
            return (rest,)
        found = []
        for letters in (self.rules.particles, self.rules.second):
            if rest[:1] not in letters or len(rest) <= _SHORTEST_GUESS:
                break
            rest = rest[1:]
            without = self._article.sub("", rest, count=1)
            found.append(without)
            if without != rest:
                break
        return tuple(found)


def joins(one: Word, other: Word) -> bool:
    """Tell whether writers join two words that others write apart."""
    joined = one.opens or other.closes
    return joined and bool(_ARABIC.search(one.text) and _ARABIC.search(other.text))
