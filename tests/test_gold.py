"""Facts against gold annotations, where somebody has them: the folder named by BRIEFINGS_GOLD."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import lexicon as lexicon_module
from generator.collate import collate
from generator.contents import contents_of
from generator.seeds import read_folder
from generator.understand import understand
from tests.conftest import ROOT, command

SCORER = ROOT / "tests/benchmarks/eval_facts.py"
# Floors of what is reached today; raise them with each gain, never lower them.
FLOORS = {
    "lang": 1.0,
    "title": 1.0,
    "on_topic": 1.0,
    "person.p": 1.0,
    "person.r": 1.0,
    "organization.p": 0.98,
    "organization.r": 0.87,
    "place.p": 1.0,
    "place.r": 0.96,
    "figure.f1": 0.95,
    "statement.f1": 0.99,
    "event.type.f1": 0.96,
    "event.f1": 0.76,
    "event.status": 1.0,
    "published.exact": 1.0,
    "published.not-wrong": 0.92,
    "label.en": 0.98,
}
# Of the rows of pairs.csv, those whose texts all stand among the first three of each other.
PAIRS_FLOOR = 0.96
# With the date of publication given by an editor.
DATED_FLOORS = {
    "date.f1": 0.97,
    "event.f1": 0.86,
}


def misses(folder: str, seeds: list[str], floors: dict[str, float], records: Path) -> str:
    """Return what the scorer prints where the facts of the seeds miss a floor, else nothing."""
    records.write_text(command("briefings", "facts", *seeds).stdout, encoding="utf-8")
    least = [part for name, floor in floors.items() for part in ("--min", f"{name}={floor}")]
    done = subprocess.run(
        [sys.executable, str(SCORER), "--gold", folder, "--records", str(records), *least],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode else ""


@pytest.fixture
def gold() -> str:
    folder = os.environ.get("BRIEFINGS_GOLD")
    if not folder:
        pytest.skip("BRIEFINGS_GOLD names no folder of gold texts")
    assert list(Path(folder).glob("*.txt")), f"{folder} holds no .txt file"
    return folder


@pytest.mark.gold
def test_facts_reach_their_floors_on_gold_texts(gold: str, tmp_path: Path):
    seeds = sorted(map(str, Path(gold).glob("*.txt")))

    assert not misses(gold, seeds, FLOORS, tmp_path / "records.jsonl")


@pytest.mark.gold
def test_dates_reach_their_floors_where_an_editor_gives_the_day(gold: str, tmp_path: Path):
    seeds = []
    for path in sorted(Path(gold).glob("*.txt")):
        published = json.loads(path.with_suffix(".json").read_text("utf-8"))["published"]
        seed = tmp_path / path.name
        seed.write_bytes(path.read_bytes())
        seed.with_suffix(".yml").write_text(f'published: "{published}"\n', encoding="utf-8")
        seeds.append(str(seed))

    assert not misses(gold, seeds, DATED_FLOORS, tmp_path / "records.jsonl")


@pytest.mark.gold
def test_gold_texts_together_tell_no_event_twice_and_no_contradiction_that_is_none(gold: str):
    """The merges and differences of these texts were read one by one; no others may appear."""
    known = lexicon_module.load()
    articles = read_folder(Path(gold), known).articles
    briefings = [understand(article, known) for article in articles]
    contents = contents_of(collate(briefings, known.entries), known.entries)

    merged = {
        (o.type, o.when, *sorted(r.briefing.article.id[:3] for r in o.reports))
        for o in contents.collections.occurrences
        if len(o.reports) > 1
    }
    assert merged == {
        ("withdrawal", "2011", "000", "001"),
        ("troop-level", "2014", "000", "001"),
        ("mission-end", "2025-09", "001", "002"),
        ("mission-end", None, "000", "003"),
        ("agreement", None, "001", "002"),
    }
    assert {(d.kind, d.topic) for d in contents.differences} == {
        *(("inside", "name"), ("inside", "office")),
        *(("order-unknown", "agreement"), ("scope", "departure")),
    }


@pytest.mark.gold
def test_the_same_release_in_another_language_is_among_the_most_related():
    folder = os.environ.get("BRIEFINGS_RELEASES")
    if not folder:
        pytest.skip("BRIEFINGS_RELEASES names no folder of releases with their pairs.csv")
    known = lexicon_module.load()
    articles = read_folder(Path(folder), known).articles
    collections = collate([understand(article, known) for article in articles], known.entries)
    with (Path(folder) / "pairs.csv").open(encoding="utf-8", newline="") as table:
        rows = [
            [v.removesuffix(".txt") for v in row.values() if v] for row in csv.DictReader(table)
        ]

    def found(row: list[str]) -> bool:
        nearest = {
            id_: {r.briefing.article.id for r in collections.related[id_][:3]} for id_ in row
        }
        return all(set(row) - {id_} <= nearest[id_] for id_ in row)

    assert sum(map(found, rows)) / len(rows) >= PAIRS_FLOOR
