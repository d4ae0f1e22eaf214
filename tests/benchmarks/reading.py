"""Time the reading of single seeds: `reading.py [FOLDER]`.

Prints milliseconds of CPU for a seed of 4 KB, for each doubling up to 1 MB, for lines of 100 KB in
one piece, and for dense marks. The texts are the project's own seeds, or those of FOLDER. Figures
are for comparing two states of the code on one machine; no test depends on them.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from pathlib import Path

from generator import lexicon
from generator.errors import SeedError
from generator.seeds.intake import read_one
from generator.understand import understand

ROOT = Path(__file__).parent.parent.parent
_SMALL, _LARGE = 4_000, 1_024_000
_LINE = 100_000
_DENSE = {
    "stops": "." * 200_000,
    "sentences": "a. " * 60_000,
    "straight marks": '"' * 100_000,
    "openers": "\u201c" * 100_000,
    "quotations": "\u201ca\u201d " * 20_000,
    "open quotations": "a. \u201cb. " * 10_000,
    "marks": "\u0301" * 100_000 + "a",
}


def main(folder: Path) -> None:
    """Time seeds of growing size in each language of the folder."""
    known = lexicon.load()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    with tempfile.TemporaryDirectory() as temporary:
        seed = Path(temporary) / "seed.txt"
        for number, text in enumerate(texts):
            size = _SMALL
            while size <= _LARGE:
                seed.write_text(_of_size(text, size), encoding="utf-8")
                report(f"text {number}, {size // 1000} KB", seed, known)
                size *= 2
            line = " ".join(text.split())
            seed.write_text(_of_size(line, _LINE).replace("\n", " "), encoding="utf-8")
            report(f"text {number}, one line of {_LINE // 1000} KB", seed, known)
        for name, text in _DENSE.items():
            seed.write_text(f"{text} Iraq", encoding="utf-8")
            report(f"dense {name}", seed, known)


def _of_size(text: str, size: int) -> str:
    """Return the text, repeated with a number before each round, until it has so many bytes."""
    rounds, length = [], 0
    while length < size:
        rounds.append(f"{len(rounds)}\n{text}\n")
        length += len(rounds[-1].encode())
    return "".join(rounds).encode()[:size].decode(errors="ignore")


def report(what: str, seed: Path, known: lexicon.Lexicon) -> None:
    """Read the seed and print how long it took, the quickest of three for small ones."""
    best = float("inf")
    for _ in range(3 if seed.stat().st_size < _LINE else 1):
        start = time.process_time()
        with contextlib.suppress(SeedError):
            understand(read_one(seed, known), known)
        best = min(best, time.process_time() - start)
    print(f"{what:34} {best * 1000:10.1f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds")
