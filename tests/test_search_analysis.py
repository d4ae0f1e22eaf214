"""Words for search: what the linguist expects, and one result in Python and in the browser."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page

from generator.search.analysis import Analyser
from generator.text.folding import DIGIT_ZEROS, LETTERS
from generator.vocabulary import Lexicon
from tests.conftest import ROOT
from tests.search_vectors import (
    APART,
    LEVELS,
    Vectors,
    inputs,
    level,
    make_analyser,
    read,
    read_pairs,
    vectors_of,
)

SCRIPT = ROOT / "generator/theme/assets/javascripts/search/analysis.js"
ANALYSER = make_analyser()
_ANALYSE = """([rules, letters, zeros, texts]) => {
  const analyser = new Analyser(rules, letters, zeros)
  const points = (text, units) => [...text.slice(0, units)].length
  return texts.map(text => analyser.tokens(text).map(token => {
    const word = analyser.word(token.text)
    return [
      [token.text, points(text, token.start), points(text, token.end)],
      [word.bare, word.stem, word.frame, word.sound, word.guesses],
    ]
  }))
}"""
# Words and marks in any order meet more rules than characters at random.
TEXTS = some.one_of(
    some.text(max_size=200),
    some.lists(some.one_of(some.sampled_from(inputs()), some.text(max_size=4))).map("".join),
)


def _pairs() -> Iterator[Any]:
    for name, case in read_pairs():
        failure = case.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=failure)] if failure else []
        for pair in case["pairs"]:
            note = f"{name}: {case['note']}: {' / '.join(pair)}"
            yield pytest.param(case, *pair, id=note, marks=marks)


@pytest.mark.parametrize(("case", "one", "other"), list(_pairs()))
def test_two_words_meet_where_a_linguist_says_so(
    case: dict[str, Any], one: str, other: str
) -> None:
    """A word that meets too few others is not found; one that meets too many buries the rest."""
    found = level(ANALYSER, one, other)

    if "meet" in case:
        assert found == case["meet"]
    else:
        assert [*LEVELS, APART].index(found) > LEVELS.index(case["apart"]), found


def must_not_differ(expected: Vectors, found: Vectors) -> None:
    """Fail with every difference of two results, one a line."""
    differences = [
        f"{name} {key!a} ({key}): expected {expected[name].get(key)}, found {found[name].get(key)}"
        for name in ("texts", "words")
        for key in {**expected[name], **found[name]}
        if expected[name].get(key) != found[name].get(key)
    ]
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)


def test_python_gives_what_was_written() -> None:
    """A rule that changes shows what else it changes: `python -m tests.search_vectors`."""
    must_not_differ(read(), vectors_of(ANALYSER, inputs()))


@pytest.fixture(scope="module")
def in_javascript(lexicon: Lexicon, browser: Browser) -> Iterator[Callable[[list[str]], Vectors]]:
    """Return a maker of vectors by the script and the rules that the site ships."""
    page: Page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    rules = [lexicon.search.analysis.rules, LETTERS, DIGIT_ZEROS]

    def analyse(texts: list[str]) -> Vectors:
        # As JSON, as the site ships it.
        shipped = json.dumps([*rules, texts])
        result = json.loads(
            page.evaluate(f"json => JSON.stringify(({_ANALYSE})(JSON.parse(json)))", shipped)
        )
        found: Vectors = {"texts": {}, "words": {}}
        for text, tokens in zip(texts, result, strict=True):
            found["texts"][text] = [token for token, _ in tokens]
            found["words"] |= {token[0]: word for token, word in tokens}
        return found

    yield analyse
    page.close()


@pytest.mark.browser
def test_javascript_gives_the_same(in_javascript: Callable[[list[str]], Vectors]) -> None:
    """A word that the browser cuts otherwise than the index is never found."""
    expected = read()

    must_not_differ(expected, in_javascript(list(expected["texts"])))


@pytest.mark.browser
def test_every_character_is_read_alike(in_javascript: Callable[[list[str]], Vectors]) -> None:
    """Those of Unicode 3.2, which no Python and no browser lacks; ideographs are all alike."""
    texts = [
        f"\u062a\u0646{chr(code)}\u062d\u062f"
        for code in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x10000))
        if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Co", "Cs")
    ]

    must_not_differ(vectors_of(ANALYSER, texts), in_javascript(texts))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_the_words_of_any_text_stand_in_it_in_order(text: str) -> None:
    tokens = ANALYSER.tokens(text)

    assert all(token.text for token in tokens)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.start <= other.start for one, other in pairwise(tokens))


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_any_text_can_be_compared_as_a_word(text: str) -> None:
    """What comes of it is the same whether or not the word was seen before."""
    for word in (text, *(token.text for token in ANALYSER.tokens(text))):
        found = ANALYSER.word(word)

        assert found == ANALYSER.word(word) == Analyser(ANALYSER.rules).word(word)
        assert word.endswith(found.bare)
        assert all(word.endswith(guess) for guess in found.guesses)
