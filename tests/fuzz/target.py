"""Coverage-guided fuzzing with atheris: `python -m tests.fuzz.target [seeds|names|sidecars]`.

`--runs N` or `--seconds N` ends it; with neither it goes on until it finds something. `--replay`
takes files through a way without atheris. What is found is written to the folder of `--findings`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
WORDS = HERE / "words.dict"
_LONGEST = 2048
_SLOWEST = 60


def main(arguments: Sequence[str]) -> None:
    """Fuzz one way; atheris ends the process, with an error if it found something."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.target", description=__doc__)
    parser.add_argument("way", nargs="?", default="seeds", choices=("seeds", "names", "sidecars"))
    parser.add_argument("--runs", type=int, default=-1, help="how many inputs")
    parser.add_argument("--seconds", type=int, default=0, help="for how long")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--findings", type=Path, help="where new inputs are kept")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE", help="no fuzzing")
    given = parser.parse_args(arguments)
    if given.replay:
        replay(given.way, given.replay)
        return
    findings = given.findings or Path(tempfile.mkdtemp(prefix="fuzz-"))
    (findings / given.way).mkdir(parents=True, exist_ok=True)
    atheris = importlib.import_module("atheris")
    # Only what is imported in here is watched.
    with atheris.instrument_imports(include=["generator"]):
        ways = importlib.import_module("tests.fuzz.ways")
    ways.works()
    options = [
        f"-runs={given.runs}",
        f"-max_total_time={given.seconds}",
        f"-seed={given.seed}",
        f"-max_len={_LONGEST}",
        f"-timeout={_SLOWEST}",
        f"-dict={WORDS}",
        f"-artifact_prefix={findings}/",
        "-print_final_stats=1",
    ]
    # New inputs are written into the first folder.
    folders = [str(findings / given.way), str(HERE / "corpus" / given.way)]

    def one(data: bytes) -> None:  # What it returns would be a message to the fuzzer.
        ways.WAYS[given.way](data)

    atheris.Setup([sys.argv[0], *options, *folders], one)
    atheris.Fuzz()


def replay(way: str, files: Sequence[Path]) -> None:
    """Take files through a way, and say what became of each."""
    go = importlib.import_module("tests.fuzz.ways").WAYS[way]
    for file in files:
        print(file, go(file.read_bytes(), whole=True))


if __name__ == "__main__":
    main(sys.argv[1:])
