"""Pulled plugs: builds that are killed, or find the disk full, at many moments.

`python -m tests.faults --kills 100 --full 20` prints one line a trial that fails, and the sums.
After each trial the published folder must be the whole old site or the whole new one, and the next
build must leave no trace of the broken one.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from generator import lexicon
from generator.errors import PublishError
from generator.publish import publish
from tests.conftest import EPOCH, copy_of_project

ADDED = "A new text\n\nIt was added between two builds.\n"
Tree = dict[str, bytes]


@dataclass
class Sums:
    """How the trials of one kind ended; `broken` tells what went wrong in which of them."""

    trials: int = 0
    old: int = 0
    new: int = 0
    broken: list[str] = field(default_factory=list)
    skipped: str = ""


def tree(folder: Path) -> Tree:
    """Return every file of a folder that is not one of the publisher's own, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".briefings-")
    }


class Workshop:
    """A project with an old and a new site, and a folder in which builds are broken off."""

    def __init__(self, base: Path) -> None:
        """Build both sites once; `seconds` is what a build takes in a forked process."""
        self.project = copy_of_project(base)
        self.room = base / "room"
        self.room.mkdir()
        lexicon.load()
        self.sites = base / "sites"
        self._build(self.sites / "old")
        (self.project / "seeds/added.txt").write_text(ADDED, encoding="utf-8")
        start = time.monotonic()
        os.waitpid(self.start(self.sites / "new"), 0)
        self.seconds = time.monotonic() - start
        self.old, self.new = tree(self.sites / "old"), tree(self.sites / "new")
        if not self.old or not self.new or self.old == self.new:
            raise AssertionError("two different sites were expected")

    def start(self, out: Path) -> int:
        """Begin to build the new site at `out` in a process of its own; return its number."""
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            self._build(out)
            code = 0
        except PublishError:
            code = 2
        finally:
            os._exit(code)

    def _build(self, out: Path) -> None:
        publish(self.project / "mkdocs.yml", out, self.project / "seeds", allow_empty=False)

    def judge(self, out: Path, sums: Sums, trial: str) -> str:
        """Count what lies at `out` after a trial; return "old", "new" or "broken"."""
        sums.trials += 1
        found = tree(out)
        if found == self.old:
            sums.old += 1
            return "old"
        if found == self.new:
            sums.new += 1
            return "new"
        missing = len(self.new.keys() - found.keys())
        sums.broken.append(f"{trial}: {len(found)} files, {missing} of the new site are missing")
        return "broken"

    def killed(self, count: int, seed: int) -> Sums:
        """Kill a build `count` times, at moments spread over its whole time."""
        sums, chance = Sums(), random.Random(seed)
        out = self.room / "site"
        for number in range(count):
            shutil.rmtree(out, ignore_errors=True)
            shutil.copytree(self.sites / "old", out)
            moment = self.seconds * 1.1 * (number + chance.random()) / count
            child = self.start(out)
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            self.judge(out, sums, f"killed after {moment:.3f} s")
        self._build(out)
        left = [
            path.name for path in self.room.iterdir() if path.name not in ("site", ".site.lock")
        ]
        if tree(out) != self.new or left:
            sums.broken.append(f"the build after them left {left or 'another site'}")
        return sums

    def disk_full(self, count: int) -> Sums:
        """Build on `count` file systems that are too small, each with a little more room."""
        sums = Sums()
        # A file takes whole blocks. The first is too small for two sites, the last is large enough.
        old, new = (sum(map(len, t.values())) + 8192 * len(t) for t in (self.old, self.new))
        least, most = old + (1 << 18), old + new + (1 << 20)
        for number in range(count):
            room = most if number == count - 1 else least + (most - least) * number // count
            with _file_system(self.room / "small", room) as (where, problem):
                if problem:
                    sums.skipped = problem
                    return sums
                # In turn beside the published folder, and with the file system as that folder.
                out = where / "site" if number % 2 else where
                shutil.copytree(self.sites / "old", out, dirs_exist_ok=True)
                _, status = os.waitpid(self.start(out), 0)
                code = os.waitstatus_to_exitcode(status)
                ended = self.judge(out, sums, f"{room} bytes")
                if (code, ended) not in ((0, "new"), (2, "old")):
                    sums.broken.append(f"{room} bytes: exit code {code} with the {ended} site")
                if any(where.rglob(".*stage*")):
                    sums.broken.append(f"{room} bytes: an unfinished site was left")
        return sums

    def read_meanwhile(self, builds: int) -> Sums:
        """Read the home page without a pause while the site is exchanged; it must be whole."""
        sums = Sums()
        out = self.room / "read"
        shutil.copytree(self.sites / "old", out)
        whole = {self.old["index.html"], self.new["index.html"]}
        for _ in range(builds):
            child = self.start(out)
            while os.waitpid(child, os.WNOHANG) == (0, 0):
                sums.trials += 1
                try:
                    if (out / "index.html").read_bytes() not in whole:
                        sums.broken.append("a part of a page was read")
                except OSError as error:
                    sums.broken.append(f"no page was found: {error.strerror}")
        return sums


@contextlib.contextmanager
def _file_system(where: Path, size: int) -> Iterator[tuple[Path, str]]:
    """Give a folder that holds so many bytes, and why there is none."""
    where.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        problem = done.stderr.strip() if done.returncode else ""
    except OSError as error:
        problem = str(error)
    try:
        yield where, problem
    finally:
        if not problem:
            subprocess.run(["umount", str(where)], check=True)


def main() -> int:
    """Run the trials, print their sums as JSON; return 1 if one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--full", type=int, default=20)
    parser.add_argument("--read", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    with tempfile.TemporaryDirectory() as base:
        shop = Workshop(Path(base))
        kinds: dict[str, Callable[[], Sums]] = {
            "killed": lambda: shop.killed(asked.kills, asked.seed),
            "disk full": lambda: shop.disk_full(asked.full),
            "read meanwhile": lambda: shop.read_meanwhile(asked.read),
        }
        results = {name: run() for name, run in kinds.items()}
    print(json.dumps({name: asdict(sums) for name, sums in results.items()}, indent=1))
    return 1 if any(sums.broken for sums in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
