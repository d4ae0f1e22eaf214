"""The layers hold: who may import whom, and what may not stand in the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator"
DOCUMENT = ROOT / "docs/developers/architecture.md"
MODULES = sorted(PACKAGE.rglob("*.py"))
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
LONGEST_MODULE = 350
# The doors may enter every room.
DOORS = {"cli", "plugin", "__main__", "__init__"}


def room(name: str) -> str:
    """Return the room of a dotted module name: its first part below the package."""
    return name.removeprefix("generator").strip(".").partition(".")[0]


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported_rooms(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "generator":
            names = [f"generator.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        found |= {room(name) for name in names if name.startswith("generator")}
    return found


def table() -> dict[str, set[str]]:
    """Return the import table of the architecture page: room → rooms it may enter."""
    allowed: dict[str, set[str]] = {}
    rows = re.findall(r"^\| (`[^|]+`) \| [^|]+ \| ([^|]+) \|$", DOCUMENT.read_text("utf-8"), re.M)
    for rooms, may_import in rows:
        for name in re.findall(r"`(\w+)`", rooms):
            allowed[name] = set(re.findall(r"`(\w+)`", may_import))
    return allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_enters_only_the_rooms_that_the_table_allows(path: Path):
    own = room_of(path)
    if own in DOORS:
        return
    allowed = table()

    assert own in allowed, f"{own} is missing in the table of {DOCUMENT.name}"
    entered = imported_rooms(path) - {own}
    assert entered <= allowed[own], f"{own} may not import {entered - allowed[own]}"


def test_finders_do_not_import_each_other():
    for path in (PACKAGE / "facts").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"^from generator\.facts", source, re.M), path


def test_no_imports_inside_functions_but_for_slow_ones():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                names = {n.module for n in inner if isinstance(n, ast.ImportFrom)}
                assert names <= {"generator.publish"}, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_words_are_data_and_rooms_stay_small(path: Path):
    source = path.read_text(encoding="utf-8")

    assert not ARABIC.search(source), "words belong in generator/data"
    assert source.count("\n") <= LONGEST_MODULE


def test_templates_hold_no_prose():
    """Every word of the interface comes from a label file."""
    for path in (PACKAGE / "templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        # Tags of the template language, HTML tags, attribute lists and link targets are no prose.
        markup = r"\{[{%#].*?[}%#]\}|<[^>]*>|\{ ?[#.][^}]*\}|\]\([^)]*\)"
        text = re.sub(markup, " ", text, flags=re.S)
        assert not re.search(r"[A-Za-z]{2,}", text), (path.name, re.findall(r"[A-Za-z]{2,}", text))


def test_the_top_level_is_the_agreed_one():
    agreed = {
        *("briefings", "docs", "seeds", "generator", "mkdocs.yml", "tests", "README.md"),
        *("pyproject.toml", "requirements.txt", "LICENSE", "SECURITY.md", "CHANGELOG.md"),
    }
    ignored = {"site", "dist", "build"}
    present = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert {name for name in present if not name.endswith(".egg-info")} - ignored == agreed
