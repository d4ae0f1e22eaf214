"""Facts against gold annotations, where somebody has them: the folder named by BRIEFINGS_GOLD."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
