"""Sidecars: what an editor writes is read exactly, and every mistake is shown with its line."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import ANY

import pytest

from generator.errors import SeedError
from generator.model import CitedLine, Correction, Sidecar
from generator.seeds.sidecar import KEYS, parse

PATH = Path("seeds/000.yml")
WHOLE = """\
# written by an editor
title: "Talks on the end  of the
  mission"
title_en: Talks
title_ar: محادثات
title_fa: مذاکرات
published: 2024-01-27
outlet: reuters
url: https://example.org/a?b=c#d
licence: CC BY 4.0
notes: found on the web
summary_en:
  - text: Iraq and the US begin talks.
    cites: [s-1a2b3c4d, s-1a2b3c4e-2]
summary_ar:
  - text: بدأت المحادثات.
    cites:
      - s-1a2b3c4d
entities:
  - text: السوداني
    is: none
  - text: Austin
    is: lloyd-austin
"""


def test_every_key_is_read() -> None:
    sidecar = parse(WHOLE, PATH)

    assert sidecar.title == "Talks on the end of the mission"
    assert sidecar.titles == {"en": "Talks", "ar": "محادثات", "fa": "مذاکرات"}
    assert sidecar.published == "2024-01-27"
    assert (sidecar.outlet, sidecar.licence, sidecar.notes) == (
        "reuters",
        "CC BY 4.0",
        "found on the web",
    )
    assert sidecar.url == "https://example.org/a?b=c#d"
    assert sidecar.summary == {
        "en": (CitedLine("Iraq and the US begin talks.", ("s-1a2b3c4d", "s-1a2b3c4e-2"), ANY),),
        "ar": (CitedLine("بدأت المحادثات.", ("s-1a2b3c4d",), ANY),),
    }
    assert sidecar.corrections == (
        Correction("السوداني", "", ANY),
        Correction("Austin", "lloyd-austin", ANY),
    )


def test_the_file_is_kept_as_it_was_given() -> None:
    given = parse(WHOLE, PATH).given

    assert given["published"] == "2024-01-27"
    assert given["entities"] == [
        {"text": "السوداني", "is": "none"},
        {"text": "Austin", "is": "lloyd-austin"},
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment only\n"])
def test_a_sidecar_may_say_nothing(text: str) -> None:
    assert parse(text, PATH) == Sidecar()


@pytest.mark.parametrize(
    "edtf", ["2024", "2024-01", "2024-01-27", "2024-01~", "2023-10-07/..", "2024-06-24/2025-08-31"]
)
def test_a_date_has_the_precision_that_is_known(edtf: str) -> None:
    assert parse(f"published: {edtf}\n", PATH).published == edtf


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        pytest.param("title: a\ntitel: b\n", 2, "titel", id="unknown key"),
        pytest.param("title: a\ntitle: b\n", 2, "twice", id="key twice"),
        pytest.param("title: a\n\n\npublished: 27/01/2024\n", 4, "EDTF", id="date of no EDTF"),
        pytest.param("published: 2024-02-30\n", 1, "EDTF", id="no such day"),
        pytest.param("published: [2024]\n", 1, "EDTF", id="date as a list"),
        pytest.param("published: ..\n", 1, "EDTF", id="date without any bound"),
        pytest.param("title: 2024\n", 1, "quotation marks", id="number for text"),
        pytest.param("title: yes\n", 1, "quotation marks", id="truth value for text"),
        pytest.param("title: ''\n", 1, "nothing", id="empty text"),
        pytest.param("title:\n", 1, "text", id="key without a value"),
        pytest.param("title: [a]\n", 1, "text", id="list for text"),
        pytest.param("notes: a\nurl: example.org\n", 2, "https", id="address without a scheme"),
        pytest.param("url: javascript:alert(1)\n", 1, "https", id="address that acts"),
        pytest.param("- title\n", 1, "keys", id="list for the whole"),
        pytest.param("just words\n", 1, "keys", id="words for the whole"),
        pytest.param("title: a\nnotes: 'open\n", 3, "YAML", id="quotation mark left open"),
        pytest.param("title: a\n\tnotes: b\n", 2, "YAML", id="tab for spaces"),
        pytest.param("title: a: b\n", 1, "YAML", id="colon in plain text"),
        pytest.param("title: !!python/object:os.system a\n", 1, "text", id="tag of a program"),
        pytest.param("title: &a x\nnotes: *b\n", 2, "", id="alias of nothing"),
        pytest.param("title: a\n---\ntitle: b\n", 2, "", id="two documents"),
        pytest.param("summary_en: words\n", 1, "list", id="summary as text"),
        pytest.param("summary_en:\n  - words\n", 2, "keys", id="summary line as text"),
        pytest.param("summary_en:\n  - text: a\n", 2, "cites", id="summary line without cites"),
        pytest.param("summary_en:\n  - text: a\n    cites: []\n", 3, "sentence ids", id="no cites"),
        pytest.param("summary_en:\n  - text: a\n    cites: s-1\n", 3, "list", id="cites as text"),
        pytest.param("summary_en:\n  - text: a\n    cite: [s-1]\n", 3, "cite", id="key misspelt"),
        pytest.param("summary_de:\n  - text: a\n", 1, "summary_de", id="other language"),
        pytest.param("entities: Austin\n", 1, "list", id="corrections as text"),
        pytest.param("entities:\n  - text: Austin\n", 2, "is", id="correction without is"),
        pytest.param("entities:\n  - text: a\n    is: 4\n", 3, "text", id="correction to a number"),
        pytest.param("? [a]\n: b\n", 1, "unknown key", id="list as a key"),
        pytest.param("title: a\x00b\n", 1, "YAML", id="a character that YAML forbids"),
    ],
)
def test_a_mistake_is_shown_with_file_and_line(text: str, line: int, word: str) -> None:
    with pytest.raises(SeedError) as caught:
        parse(text, PATH)

    assert str(caught.value).startswith(f"{PATH}:{line}: ")
    assert word in str(caught.value)


def test_an_unknown_key_is_answered_with_those_that_are_known() -> None:
    with pytest.raises(SeedError) as caught:
        parse("author: a\n", PATH)

    assert all(key in str(caught.value) for key in KEYS)


def test_yaml_that_refers_to_itself_does_not_fill_memory() -> None:
    """A list that holds itself: composed without an error, walked for ever."""
    with pytest.raises(SeedError, match=r"yml:2: not valid YAML: an alias"):
        parse("entities: &a\n  - *a\n", PATH)


TOP = ", ".join(KEYS)
NO_TEXT = "expected text; put it in quotation marks"
NOTHING = "expected text, found nothing; fill it or remove the key"
NO_DATE = "published: expected an EDTF date such as 2024-01-27, 2024-01 or 2024"
NO_ADDRESS = "url: expected an address that begins with https://"
NO_LINES = "expected a list of lines, each with text and cites"
NO_CITES = "cites: expected a list of sentence ids such as [s-1a2b3c4d]"
NO_RESTS = "each line needs text and cites (ids of the sentences it rests on)"
NO_LIST = "entities: expected a list of corrections, each with text and is"
NO_IS = "each correction needs text and is (an entity id, or none)"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("title: a\ntitel: b\n", 2, f"unknown key 'titel'; known keys: {TOP}"),
        ("? {a: b}\n: c\n", 1, f"unknown key '?'; known keys: {TOP}"),
        ("notes: a\nnotes: b\n", 2, "notes stands twice; keep one"),
        ("- a\n", 1, f"expected keys and values; known keys: {TOP}"),
        ("title: 2024\n", 1, NO_TEXT),
        ("outlet: {a: b}\n", 1, NO_TEXT),
        ("licence: no\n", 1, NO_TEXT),
        ("notes: 1.5\n", 1, NO_TEXT),
        ("url: null\n", 1, NO_TEXT),
        ("title: '  '\n", 1, NOTHING),
        ("title_ar: ''\n", 1, NOTHING),
        ("notes: a\ntitle_fa: [b]\n", 2, NO_TEXT),
        ("notes: a\npublished: 27 January\n", 2, NO_DATE),
        ("published: {a: b}\n", 1, NO_DATE),
        ("notes: a\nurl: ftp://example.org/\n", 2, NO_ADDRESS),
        ("url: https:///path\n", 1, NO_ADDRESS),
        ("url: //example.org\n", 1, NO_ADDRESS),
        ("url: http://[::1\n", 1, NO_ADDRESS),
        ("notes: a\nsummary_fa: b\n", 2, NO_LINES),
        ("summary_en:\n  text: a\n  cites: [b]\n", 2, NO_LINES),
        ("summary_en:\n  - a\n", 2, "expected keys and values; known keys: text, cites"),
        ("summary_en:\n  - note: a\n", 2, "unknown key 'note'; known keys: text, cites"),
        ("summary_ar:\n  - text: a\n", 2, NO_RESTS),
        ("summary_ar:\n  - cites: [a]\n", 2, NO_RESTS),
        ("summary_en:\n  - text: a\n    cites: []\n", 3, NO_CITES),
        ("summary_en:\n  - text: a\n    cites: b\n", 3, NO_CITES),
        ("summary_en:\n  - text: a\n    cites: [1]\n", 3, NO_TEXT),
        ("summary_en:\n  - text: 1\n    cites: [b]\n", 2, NO_TEXT),
        ("notes: a\nentities: b\n", 2, NO_LIST),
        ("entities:\n  - a\n", 2, "expected keys and values; known keys: text, is"),
        ("entities:\n  - text: a\n    as: b\n", 3, "unknown key 'as'; known keys: text, is"),
        ("entities:\n  - text: a\n", 2, NO_IS),
        ("entities:\n  - is: a\n", 2, NO_IS),
        ("entities:\n  - text: a\n    is: ''\n", 3, NOTHING),
        ("entities:\n  - text: ''\n    is: a\n", 2, NOTHING),
        ("title: a\nnotes: 'open\n", 3, "not valid YAML: found unexpected end of stream"),
        (
            "title: a\n\tb: c\n",
            2,
            "not valid YAML: found character '\\t' that cannot start any token",
        ),
        (
            "notes: a\nentities: &a\n  - *a\n",
            3,
            "not valid YAML: an alias (*name); write out what it stands for",
        ),
        ("title: a\x00b\n", 1, "not valid YAML: cannot be read"),
        ("[" * 5000, 1, "nested too deeply; a sidecar has two levels"),
    ],
)
def test_a_mistake_is_told_in_full(text: str, line: int, problem: str) -> None:
    with pytest.raises(SeedError) as caught:
        parse(text, PATH)

    assert str(caught.value) == f"{PATH}:{line}: {problem}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: a  b\n", Sidecar(title="a b", given={"title": "a  b"})),
        ("outlet: a\n", Sidecar(outlet="a", given={"outlet": "a"})),
        ("licence: a\n", Sidecar(licence="a", given={"licence": "a"})),
        ("notes: a\n", Sidecar(notes="a", given={"notes": "a"})),
        ("published: 2024\n", Sidecar(published="2024", given={"published": "2024"})),
        ("url: http://a.org\n", Sidecar(url="http://a.org", given={"url": "http://a.org"})),
        ("title_en: a\n", Sidecar(titles={"en": "a"}, given={"title_en": "a"})),
        ("title_ar: a\n", Sidecar(titles={"ar": "a"}, given={"title_ar": "a"})),
        ("title_fa: a\n", Sidecar(titles={"fa": "a"}, given={"title_fa": "a"})),
        (
            "summary_fa: [{text: ' a  b ', cites: [c, d]}]\n",
            Sidecar(
                summary={"fa": (CitedLine("a b", ("c", "d"), 1),)},
                given={"summary_fa": [{"text": " a  b ", "cites": ["c", "d"]}]},
            ),
        ),
        ("summary_en: []\n", Sidecar(summary={"en": ()}, given={"summary_en": []})),
        ("entities: []\n", Sidecar(given={"entities": []})),
        (
            "entities:\n  - text: a\n    is: none\n  - is: b\n    text: c\n",
            Sidecar(
                corrections=(Correction("a", "", 3), Correction("c", "b", 4)),
                given={"entities": [{"text": "a", "is": "none"}, {"is": "b", "text": "c"}]},
            ),
        ),
    ],
)
def test_one_key_says_one_thing_and_nothing_else(text: str, expected: Sidecar) -> None:
    assert parse(text, PATH) == expected


def test_what_an_editor_cites_and_corrects_is_found_again_by_its_line() -> None:
    sidecar = parse(WHOLE, PATH)

    assert [line.line for line in sidecar.summary["en"]] == [14]
    assert [line.line for line in sidecar.summary["ar"]] == [18]
    assert [correction.line for correction in sidecar.corrections] == [21, 23]
