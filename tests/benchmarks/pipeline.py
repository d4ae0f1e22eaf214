"""Time the pipeline on many seeds, made of paragraphs of the project's own: `pipeline.py [COUNT]`.

Prints seconds of CPU for reading, rendering and the whole site, and per seed. Figures are for
comparing two states of the code on one machine; no test depends on them.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator import build, lexicon

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("000", "001", "002", "003")


def main(count: int) -> None:
    """Make `count` seeds and time each stage."""
    chance = random.Random(7)
    paragraphs = {
        path.stem[:3]: [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        for path in sorted((ROOT / "seeds").glob("*.txt"))
    }
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for number in range(count):
            lines = paragraphs[LANGUAGES[number % len(LANGUAGES)]]
            text = "\n".join([f"Seed {number}", *chance.sample(lines, min(len(lines), 8))])
            (seeds / f"seed-{number:06}.txt").write_text(text, encoding="utf-8")
        start = time.process_time()
        known = lexicon.load()
        report("load the lexicon", time.process_time() - start, 1)
        start = time.process_time()
        generation = build.generate(seeds, known)
        report("read and render", time.process_time() - start, count)
        print(f"{len(generation.pages)} pages")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [
                *(str(Path(sys.executable).parent / "briefings"), "build"),
                *("--seeds", str(seeds), "--out", str(Path(folder) / "site")),
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        report("the whole site", used, count)
        print(f"peak memory {after.ru_maxrss / 1024:.0f} MiB")


def report(what: str, seconds: float, count: int) -> None:
    """Print one line of the report."""
    print(f"{what}: {seconds:.2f} s CPU, {1000 * seconds / count:.2f} ms each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
