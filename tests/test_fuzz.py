"""Untrusted bytes go the whole way: each file of the corpus, and what fuzzing makes of them."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.errors import SeedError
from generator.render import literal
from generator.seeds import read_limits
from generator.seeds.limits import FILE
from tests.conftest import ROOT
from tests.fuzz import ways

FILES = [(way, path) for way in ways.WAYS for path in sorted((ways.CORPUS / way).iterdir())]
# Half a minute for all; the files of the corpus are among them.
RUNS = {"seeds": 150, "names": 100, "sidecars": 150}
BROKEN = """
import sys
from tests.fuzz import target, ways
def fails_at_a_base(article, lexicon, real=ways.understand):
    if "base" in article.text:
        raise ZeroDivisionError
    return real(article, lexicon)
ways.understand = fails_at_a_base
target.main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("way", "path"), [pytest.param(*file, id=f"{file[0]}/{file[1].name}") for file in FILES]
)
def test_every_file_of_the_corpus_goes_its_way(way: str, path: Path):
    assert ways.WAYS[way](path.read_bytes(), whole=True)


# What fuzzing and properties found. A mark goes when its fault is mended; the input stays.
FOUND = [
    ("seeds", b"Iraq has " + b"9" * 310 + b" troops."),
    ("seeds", b"Iraq has 999" + b",999" * 110 + b" troops."),
    ("seeds", ("\u0623\u0644\u0641 " * 120 + "\u062c\u0646\u062f\u064a").encode()),
    ("sidecars", rb'title: "a\0b"'),
    ("sidecars", rb'title_en: "a\u202Eb"'),
    ("sidecars", rb'outlet: "a\uFFFEb"'),
    ("sidecars", rb'title: "a\uD800b"'),
    ("sidecars", rb'url: "https://example.org/\u202E"'),
    ("sidecars", b"url: https://example.org:99999/"),
    ("sidecars", b"url: https://a b/"),
]


@pytest.mark.parametrize(
    ("way", "data"),
    [pytest.param(way, data, id=f"{way} {data[:20]!a}") for way, data in FOUND],
)
def test_what_was_found_goes_its_way(way: str, data: bytes):
    assert ways.WAYS[way](data, whole=True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("lines = " + "1" * 5000, id="digits"),
        pytest.param("a = " + "[" * 3000, id="nested"),
        pytest.param("seconds = 10000000000000000000", id="seconds that no timer can count"),
    ],
)
def test_limits_that_are_too_much_are_refused(tmp_path: Path, text: str):
    (tmp_path / FILE).write_text(text)

    with pytest.raises(SeedError, match=r"limits\.toml:1: "):
        read_limits(tmp_path)


def test_the_corpus_leads_to_each_end():
    """Files that are all refused would say nothing of pages."""
    small = {path.name: path.read_bytes() for _, path in FILES}

    assert max(map(len, small.values())) < 2048
    assert ways.seed(small["utf-16-be-bare.txt"], whole=False) == ways.PAGE
    assert ways.seed(small["utf-8-cut.txt"], whole=False) == ways.QUARANTINE
    assert ways.sidecar(small["hostile.yml"], whole=False) == ways.PAGE
    assert ways.sidecar(small["tags.yml"], whole=False) == ways.REFUSED


# What is spoilt, how, and the file of the corpus that shows it.


def raising(_real: Callable) -> Callable:
    def spoilt(*_arguments: Any, **_named: Any) -> None:
        raise KeyError("spoilt")

    return spoilt


def short_quotation(real: Callable) -> Callable:
    def spoilt(briefing: Any) -> dict[str, Any]:
        record = real(briefing)
        record["sentences"][0]["end"] -= 1
        return record

    return spoilt


def one_id_twice(real: Callable) -> Callable:
    def spoilt(briefing: Any) -> dict[str, Any]:
        record = real(briefing)
        record["sentences"][1]["id"] = record["sentences"][0]["id"]
        return record

    return spoilt


def lost_words(real: Callable) -> Callable:
    def spoilt(*arguments: Any) -> Any:
        page = real(*arguments)
        return replace(page, text=page.text.replace("coalition", "coaltion"))

    return spoilt


def one_name_for_all(_real: Callable) -> Callable:
    return lambda names: dict.fromkeys(names, "a")


def ids_by_place(_real: Callable) -> Callable:
    return lambda names: {name: str(place) for place, name in enumerate(names)}


def names_as_they_are(_real: Callable) -> Callable:
    return lambda names: {name: name for name in names}


def nothing_escaped(_real: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(r"(?!)()")


@pytest.mark.parametrize(
    ("where", "name", "spoil", "file"),
    [
        (ways, "decode", raising, "seeds/english.txt"),
        (ways, "understand", raising, "seeds/arabic.txt"),
        (ways, "to_record", short_quotation, "seeds/english.txt"),
        (ways, "to_record", one_id_twice, "seeds/persian.txt"),
        (ways, "briefing_page", lost_words, "seeds/english.txt"),
        (literal, "_ACTIVE", nothing_escaped, "seeds/markup.txt"),
        (literal, "_NEVER", nothing_escaped, "seeds/repeated-control.txt"),
        (ways, "parse", raising, "sidecars/tags.yml"),
        (ways, "seed_ids", one_name_for_all, "names/plain.txt"),
        (ways, "seed_ids", ids_by_place, "names/plain.txt"),
        (ways, "seed_ids", names_as_they_are, "names/hostile.txt"),
    ],
)
def test_a_fault_is_seen(monkeypatch, where, name, spoil, file):
    monkeypatch.setattr(where, name, spoil(getattr(where, name)))
    way = ways.WAYS[file.partition("/")[0]]

    with pytest.raises((ways.FaultError, KeyError)):
        # A passage that was left out is shown on a page of the whole site only.
        way((ways.CORPUS / file).read_bytes(), whole=name == "_NEVER")


def fuzz(*arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run the target as a developer does, or after other code."""
    start = ["-c", code] if code else ["-m", "tests.fuzz.target"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


needs_atheris = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not installed: it has wheels for Linux and few versions of Python only",
)


@needs_atheris
@pytest.mark.parametrize("way", ways.WAYS)
def test_fuzzing_finds_nothing(way: str, tmp_path: Path):
    done = fuzz(way, "--runs", str(RUNS[way]), "--findings", str(tmp_path))

    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert f"Done {RUNS[way]} runs" in done.stderr


@needs_atheris
def test_fuzzing_finds_a_fault_and_keeps_its_input(tmp_path: Path):
    done = fuzz("--runs", "100", "--findings", str(tmp_path), code=BROKEN)

    (kept,) = tmp_path.glob("crash-*")
    assert done.returncode != 0
    assert "ZeroDivisionError" in done.stdout
    assert b"base" in kept.read_bytes().replace(b"\0", b"")
