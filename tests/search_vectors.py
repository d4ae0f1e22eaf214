"""Words for search: the linguist's cases, and what the analyser of Python makes of many texts.

The reader's browser has an analyser of its own; `cases/search/vectors.json` holds both to one
result. After a change of rules or cases, write it anew and read what changed:

    python -m tests.search_vectors

A case of `cases/search/` has `pairs` of words and says at which level both words of each meet:
`meet`, the strictest; or `apart`: neither at this level nor at a stricter one. Levels, the
strictest first: `bare` (one word but for spelling and article), `stem` (but for endings), `guess`
(but for particles of one letter), `frame` (but for long vowels), `sound` (by its consonants).
Words that writers join count as one. `known_failure` says why a case is not met. `texts.toml` has
texts on which nothing is expected but that both analysers agree.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator import lexicon as lexicon_module
from generator.search.analysis import Analyser, Word, joins

FOLDER = Path(__file__).parent / "cases/search"
VECTORS = FOLDER / "vectors.json"
TEXTS = "texts.toml"
LEVELS = ("bare", "stem", "guess", "frame", "sound")
APART = "apart"
_KEYS = ({"note", "meet", "pairs"}, {"note", "apart", "pairs"})
_LONG = 60
Case = dict[str, Any]
Vectors = dict[str, dict[str, list[Any]]]


def make_analyser() -> Analyser:
    """Return an analyser that has seen no word yet."""
    return Analyser(lexicon_module.load().search.analysis)


def read_pairs() -> Iterator[tuple[str, Case]]:
    """Yield every case of words with the name of its file; a misspelt key is an error."""
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name == TEXTS:
            continue
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            assert set(case) - {"known_failure"} in _KEYS, f"{path.name}: {case['note']}"
            assert case.get("meet", case.get("apart")) in LEVELS, f"{path.name}: {case['note']}"
            yield path.stem, case


def inputs() -> list[str]:
    """Return every text of the vectors: the words of the cases, the odd texts, and long ones."""
    words = [word for _, case in read_pairs() for pair in case["pairs"] for word in pair]
    groups = tomllib.loads((FOLDER / TEXTS).read_text(encoding="utf-8"))["case"]
    texts = [text for group in groups for text in group["texts"]]
    long = [" ".join(words[:_LONG]), "".join(words[:_LONG]), "x" * 1000, "\u0647\u0627" * 500]
    return list(dict.fromkeys([*words, *texts, *long]))


def vectors_of(analyser: Analyser, texts: Iterable[str]) -> Vectors:
    """Return the tokens of each text, [word, start, end], and what each word is compared by.

    Offsets count code points, as in Python.
    """
    found: Vectors = {"texts": {}, "words": {}}
    for text in texts:
        tokens = analyser.tokens(text)
        found["texts"][text] = [[token.text, token.start, token.end] for token in tokens]
        for token in tokens:
            found["words"][token.text] = as_list(analyser.word(token.text))
    return found


def as_list(word: Word) -> list[Any]:
    """Return a word as it stands in the vectors."""
    return [word.bare, word.stem, word.frame, word.sound, list(word.guesses)]


def level(analyser: Analyser, one: str, other: str) -> str:
    """Return the strictest level at which two words meet; of several, the weakest counts."""
    ones, others = _joined(analyser, one), _joined(analyser, other)
    if not ones or len(ones) != len(others):
        return APART
    pairs = zip(ones, others, strict=True)
    return max((_level(analyser, *pair) for pair in pairs), key=[*LEVELS, APART].index)


def _joined(analyser: Analyser, text: str) -> list[Word]:
    """Return the words of a text, those that writers join as one."""
    found: list[str] = []
    before: Word | None = None
    for word in analyser.words(text):
        if before and joins(before, word):
            found[-1] += word.text
        else:
            found.append(word.text)
        before = word
    return [analyser.word(word) for word in found]


def _level(analyser: Analyser, one: Word, other: Word) -> str:
    if one.bare == other.bare:
        return "bare"
    if one.stem == other.stem:
        return "stem"
    guessed, wanted = (
        {analyser.word(guess).stem for guess in word.guesses} for word in (one, other)
    )
    if other.stem in guessed or one.stem in wanted or guessed & wanted:
        return "guess"
    if one.frame and one.frame == other.frame:
        return "frame"
    return "sound" if one.sound and one.sound == other.sound else APART


def read() -> Vectors:
    """Return the vectors as they were last written."""
    found: Vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    return found


def write(vectors: Vectors) -> None:
    """Write vectors, one a line, so that a change of rules is read easily."""
    parts = [
        f"{json.dumps(name)}: {{\n" + ",\n".join(_lines(table)) + "\n}"
        for name, table in vectors.items()
    ]
    VECTORS.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


def _lines(table: dict[str, list[Any]]) -> Iterator[str]:
    for key, row in table.items():
        # What nobody sees is written as an escape.
        ascii_only = not key.isprintable()
        yield f"{json.dumps(key, ensure_ascii=ascii_only)}: {json.dumps(row, ensure_ascii=False)}"


if __name__ == "__main__":
    write(vectors_of(make_analyser(), inputs()))
