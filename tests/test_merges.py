"""Editorial data over all seeds: two ids that are one, on every page and after every run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import build
from generator.errors import SeedError
from generator.model import Merge
from generator.seeds import read_merges
from generator.vocabulary import Lexicon
from tests.conftest import ROOT

ENGLISH = "Brig. Gen. Steven T. Rivera said the US-led coalition trains forces in Iraq."
ARABIC = "وقال العميد ستيفن تي. ريفيرا إن التحالف الدولي يدرب القوات في العراق."


def generated(folder: Path, lexicon: Lexicon, merges: str = "") -> build.Generation:
    for name, text in (("a", ENGLISH), ("b", ARABIC)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    if merges:
        (folder / "entities.toml").write_text(merges, encoding="utf-8")
    return build.generate(folder, lexicon)


def people(generation: build.Generation) -> dict[str, list[str]]:
    return {
        dossier.id: [appearance.briefing.article.id for appearance in dossier.appearances]
        for dossier in generation.collections.dossiers
        if dossier.type == "person"
    }


def test_two_spellings_become_one_page(tmp_path: Path, lexicon: Lexicon):
    english, arabic = sorted(people(generated(tmp_path, lexicon)), key=lambda id_: "rifira" in id_)

    after = generated(tmp_path, lexicon, f'[merge]\n"{arabic}" = "{english}"\n')

    assert sorted(people(after)[english]) == ["a", "b"]
    assert arabic not in people(after)
    assert {voice.speaker for voice in after.collections.voices} == {english}
    assert not any(arabic in page.text for page in after.pages)
    assert not after.intake.other


def test_a_merge_into_the_list_takes_its_name(tmp_path: Path, lexicon: Lexicon):
    ids = sorted(people(generated(tmp_path, lexicon)))
    lines = "".join(f'"{id_}" = "lloyd-austin"\n' for id_ in ids)

    after = generated(tmp_path, lexicon, f"[merge]\n{lines}")

    (dossier,) = (d for d in after.collections.dossiers if d.type == "person")
    assert dossier.name["en"] == "Lloyd Austin"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[merge]\n"a" = 3\n', ":2: expected"),
        ('[merge]\n"A b" = "c"\n', ":2: expected"),
        ('[merge]\n"a" = "b"\n"b" = "c"\n', ":2: b goes into another"),
        ('[merge]\n"iraq" = "nowhere"\n', ":2: nowhere is not in the gazetteer"),
        ('[merge]\n"iraq" = "lloyd-austin"\n', ":2: iraq is a place, lloyd-austin a person"),
        ("[join]\n", "expected one table, [merge]"),
        ("[merge\n", "not valid TOML"),
    ],
)
def test_a_malformed_file_names_its_line(tmp_path: Path, lexicon: Lexicon, text: str, words: str):
    with pytest.raises(SeedError, match=r"entities\.toml") as error:
        generated(tmp_path, lexicon, text)

    assert words in str(error.value)


def test_a_conflict_between_two_names_of_one_man_is_none(tmp_path: Path, lexicon: Lexicon):
    shutil.copy(next((ROOT / "seeds").glob("003*.txt")), tmp_path)
    before = build.generate(tmp_path, lexicon).contents.differences
    merge = '[merge]\n"mustafa-al-kadhimi" = "mohammed-shia-al-sudani"\n'
    (tmp_path / "entities.toml").write_text(merge, encoding="utf-8")

    after = build.generate(tmp_path, lexicon).contents.differences

    assert [difference.topic for difference in before] == ["name", "office"]
    assert [difference.topic for difference in after] == ["name"]


TABLE = 'expected one table, [merge], of lines "id" = "id"'
PAIR = 'expected "id" = "id", as in the addresses of their pages'


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('a = "b"\n', 1, TABLE),
        ('merge = "b"\n', 1, TABLE),
        ('merge = ["a", "b"]\n', 1, TABLE),
        ('[merge]\n"a" = "b"\n[other]\n', 1, TABLE),
        ('[merge]\n"a" = "b"\n\n"c" = ["d"]\n', 4, PAIR),
        ('# why\n[merge]\n"-a" = "b"\n', 3, PAIR),
        ('[merge]\n"a" = "B"\n', 2, PAIR),
        ('\n\n[merge]\n"q" = "B"\n# not q\n', 4, PAIR),
        ('[merge]\n"a" = ""\n', 2, PAIR),
        ('[merge]\n"a/../b" = "c"\n', 2, PAIR),
        ('[merge]\n"a" = "b c"\n', 2, PAIR),
        ('[merge]\nx1 = "a"\nx2 = "x2"\n', 3, "x2 goes into another itself; name that one"),
        ('[merge]\n\n"a" = "b"\n"b" = "c"\n', 3, "b goes into another itself; name that one"),
    ],
)
def test_a_mistake_is_told_in_full(tmp_path: Path, text: str, line: int, problem: str):
    path = tmp_path / "entities.toml"
    path.write_text(text)

    with pytest.raises(SeedError) as error:
        read_merges(tmp_path)

    assert str(error.value) == f"{path}:{line}: {problem}"


def test_merges_are_read_in_order_each_with_its_place(tmp_path: Path):
    path = tmp_path / "entities.toml"
    path.write_text('# one man\n[merge]\n"rifira-2" = "rivera"\n\nq9 = "0-a"\n')

    assert read_merges(tmp_path) == (
        Merge("rifira-2", "rivera", f"{path}:3"),
        Merge("q9", "0-a", f"{path}:5"),
    )


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n", "[merge]\n"])
def test_nothing_need_be_joined(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / "entities.toml").write_text(text)

    assert read_merges(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[merge]\n"iraq-2" = "x"\n"iraq" = 3\n', 3),
        ('[merge]\n"e" = 3\n', 2),
        ('# "a" = 1\n[merge]\n\n  a = 3\n', 4),
    ],
)
def test_a_mistake_is_shown_on_its_own_line(tmp_path: Path, text: str, line: int):
    (tmp_path / "entities.toml").write_text(text)

    with pytest.raises(SeedError, match=rf"entities\.toml:{line}: "):
        read_merges(tmp_path)
