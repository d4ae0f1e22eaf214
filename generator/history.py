"""What the seeds were at an earlier commit, from git; nothing where there is no history."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import SeedError

_TIMEOUT = 60


def latest_change(seeds: Path) -> str | None:
    """Return the commit before the latest one that changed the seeds, None if it had no seeds.

    Where the seeds on disk differ from those committed, that is the latest commit itself.
    """
    if _git(seeds, "rev-parse", "--git-dir") is None:
        return None
    if _git(seeds, "status", "--porcelain", "--", "."):
        earlier = "HEAD"
    elif latest := _git(seeds, "log", "-1", "--format=%H", "--", "."):
        earlier = f"{latest}^"
    else:
        return None
    ref = _git(seeds, "rev-parse", "--verify", "--quiet", earlier)
    return ref if ref and _git(seeds, "ls-tree", ref, "--", "./") else None


def day_of(seeds: Path, ref: str) -> str | None:
    """Return the day of a commit, as YYYY-MM-DD."""
    return _git(seeds, "log", "-1", "--format=%cs", ref, "--")


@contextmanager
def seeds_at(seeds: Path, ref: str) -> Iterator[Path]:
    """Give a folder with the seeds as they were at a commit.

    Raises:
        SeedError: there is no such commit, or it holds no seeds folder.
    """
    commit = _git(
        seeds, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    if commit is None:
        raise SeedError(
            f"--since {ref!r}: no such commit; name one that `git log -- {seeds.name}` lists"
        )
    done = subprocess.run(  # noqa: S603 - the commit is git's own name for it
        ["git", "archive", "--format=tar", commit, "--", "."],  # noqa: S607 - git of the system
        cwd=seeds,
        capture_output=True,
        timeout=_TIMEOUT,
        check=False,
    )
    if done.returncode:
        raise SeedError(f"--since {ref!r}: {seeds} did not exist then")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder)


def _git(folder: Path, *arguments: str) -> str | None:
    """Return what git prints, None where it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, arguments of ours
            ["git", *arguments],  # noqa: S607 - git of the system
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
