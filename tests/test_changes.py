"""What changed: a new text brings milestones and moves events; a revised fact shows both sides."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.history import latest_change
from tests.conftest import ROOT, command

NEW = "002_8ce6bd168f4ede0c"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose one commit holds all seeds of the project but one."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns(f"{NEW}*"))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Seeds")
    return tmp_path


def add(repository: Path, *names: str) -> None:
    for name in names:
        shutil.copy(ROOT / "seeds" / name, repository / "seeds")


def test_a_new_seed_names_its_milestones_and_what_it_moves(repository: Path):
    add(repository, f"{NEW}.txt", f"{NEW}.yml")

    said = command("briefings", "changes", cwd=repository).stdout

    assert f"briefings/{NEW}.html" in said.splitlines()[0]
    rest = said.partition("by about December 2026\n    “مع مغادرة الباقي")[2]
    assert f"briefings/{NEW}.html#s-fcf3187c" in rest
    moved = said.partition("changed: Agreement: denied → happened\n")[2].splitlines()
    assert "briefings/001_7f33110bd09b09ca.html#s-e0cb3350" in moved[0]
    assert f"briefings/{NEW}.html#s-69acaf78" in moved[1]
    assert "new difference: How far the departure goes: different scope" in said


def test_without_a_ref_it_is_the_state_before_the_latest_change(repository: Path):
    add(repository, f"{NEW}.txt")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "One more")

    latest = command("briefings", "changes", cwd=repository).stdout
    named = command("briefings", "changes", "--since", "HEAD~1", cwd=repository).stdout

    assert latest == named
    assert latest.startswith("new briefing:")


def test_a_revised_fact_shows_both_sentences(repository: Path):
    seed = repository / "seeds/001_7f33110bd09b09ca.txt"
    seed.with_suffix(".yml").unlink()
    git(repository, "commit", "--quiet", "--all", "--message", "No sidecar")
    seed.write_text(seed.read_text("utf-8").replace("2500 سرباز", "2000 سرباز"), encoding="utf-8")

    said = command("briefings", "changes", cwd=repository).stdout

    revised = said.partition("figure: 2500 troops iraq (about) → 2000 troops iraq (about)\n")[2]
    old, new = revised.splitlines()[:2]
    assert "2500" in old
    assert "2000" in new
    assert "new briefing" not in said


def test_other_words_of_one_speaker_are_a_revised_fact(repository: Path):
    seed = repository / "seeds/a.txt"
    said = "The coalition will leave Iraq, Lloyd Austin said: {}\n"
    seed.write_text(said.format("“Our relations with Iraq are bad.”"), encoding="utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "One more")
    seed.write_text(said.format("“Our relations with Iraq are good.”"), encoding="utf-8")

    changed = command("briefings", "changes", cwd=repository).stdout

    assert "bad" in changed
    assert "good" in changed


def test_seeds_younger_than_their_repository_have_no_earlier_state(tmp_path: Path):
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Empty")
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)

    unsaved = latest_change(seeds)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Seeds")

    assert unsaved is None
    assert latest_change(seeds) is None


def test_a_removed_seed_is_named(repository: Path):
    for path in (repository / "seeds").glob("000*"):
        path.unlink()

    said = command("briefings", "changes", cwd=repository).stdout

    assert "removed briefing:" in said
    assert "no longer told milestone:" in said


def test_a_ref_that_is_none_says_what_to_do(repository: Path):
    done = command("briefings", "changes", "--since=--all", cwd=repository)

    assert done.returncode == 2
    assert "no such commit; name one that `git log -- seeds` lists" in done.stderr


def test_without_git_it_says_so(tmp_path: Path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")

    done = command("briefings", "changes", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path))

    assert done.returncode == 2
    assert "no earlier state in git" in done.stderr
