"""Facts against gold annotations, where somebody has them: the folder named by BRIEFINGS_GOLD."""

from __future__ import annotations

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
    "person.r": 0.78,
    "organization.p": 0.80,
    "organization.r": 0.78,
    "place.p": 0.98,
    "place.r": 0.88,
    "date.p": 0.95,
    "date.r": 0.47,
    "figure.p": 0.95,
    "figure.r": 0.90,
    "published.exact": 1.0,
    "label.en": 0.95,
}


@pytest.mark.gold
def test_facts_reach_their_floors_on_gold_texts(tmp_path: Path):
    folder = os.environ.get("BRIEFINGS_GOLD")
    if not folder:
        pytest.skip("BRIEFINGS_GOLD names no folder of gold texts")
    seeds = sorted(map(str, Path(folder).glob("*.txt")))
    assert seeds, f"{folder} holds no .txt file"
    records = tmp_path / "records.jsonl"
    records.write_text(command("briefings", "facts", *seeds).stdout, encoding="utf-8")

    floors = [part for name, least in FLOORS.items() for part in ("--min", f"{name}={least}")]
    done = subprocess.run(
        [sys.executable, str(SCORER), "--gold", folder, "--records", str(records), *floors],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
