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
