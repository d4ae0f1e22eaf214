"""Publishing: the whole old site or the whole new one, whatever happens; other files stay."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator import build, publish
from generator.errors import PublishError
from generator.locking import locked
from generator.model import Page
from tests.conftest import ROOT

CONFIG = ROOT / "mkdocs.yml"
OURS = {"index.html": "home", "data/seeds.json": "{}", "briefings/a.html": "A"}


@pytest.fixture
def made(monkeypatch) -> dict[str, str]:
    """Have MkDocs replaced by what the dictionary holds, which a test may change."""
    files = dict(OURS)

    def fake(_config: Path, stage: Path, _seeds: Path | None, *, allow_empty: bool) -> None:
        for name, text in files.items():
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_text(text)

    monkeypatch.setattr(publish, "_run_mkdocs", fake)
    return files


@pytest.fixture(params=["beside", "inside"])
def out(request, monkeypatch, tmp_path: Path) -> Path:
    """Give a folder to publish to: an ordinary one, and one that is a file system of its own."""
    folder = tmp_path / "site"
    if request.param == "inside":
        folder.mkdir()
        monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == folder)
    return folder


def publish_to(out: Path) -> None:
    publish.publish(CONFIG, out, None, allow_empty=False)


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".briefings-")
    }


def test_the_new_site_takes_the_place_of_the_old_one(out: Path, made):
    publish_to(out)
    made.pop("briefings/a.html")
    made.update({"briefings/b.html": "B", "index.html": "new home", "404.html": "none"})

    publish_to(out)

    listed = "404.html\nbriefings/b.html\ndata/files.txt\ndata/seeds.json\nindex.html\n"
    assert texts(out) == {**made, "data/files.txt": listed}
    assert not list(out.parent.rglob("*stage*"))


def test_files_of_somebody_else_stay_where_they_are(out: Path, made):
    publish_to(out)
    (out / "briefings/notes.txt").write_text("mine")
    (out / "CNAME").write_text("example.org")
    (out / ".well-known").mkdir()
    (out / ".well-known/key").write_text("k")
    (out / "link").symlink_to("index.html")

    for _ in range(2):
        made["index.html"] += "!"
        publish_to(out)

        found = texts(out)
        assert (found["briefings/notes.txt"], found["CNAME"]) == ("mine", "example.org")
        assert found[".well-known/key"] == "k"
        assert (out / "link").is_symlink()
        assert found["index.html"] == made["index.html"]


def test_a_page_of_ours_never_replaces_a_file_of_somebody_else(out: Path, made):
    publish_to(out)
    (out / "feed.xml").write_text("mine")
    before = texts(out)
    made["feed.xml"] = "ours"

    with pytest.raises(PublishError, match=r"feed\.xml: not ours"):
        publish_to(out)

    assert texts(out) == before


def test_a_site_that_mkdocs_made_is_replaced_but_for_what_is_hidden(out: Path, made):
    out.mkdir(exist_ok=True)
    for name, text in {**OURS, "briefings/gone.html": "gone", ".git/HEAD": "ref"}.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)

    publish_to(out)

    assert texts(out).keys() == {*OURS, "data/files.txt", ".git/HEAD"}


def test_leftovers_of_a_killed_run_are_cleaned_up(out: Path, made):
    out.mkdir(exist_ok=True)
    inside = publish._alone(out)
    with inside as room:
        prefix = ".briefings-stage-" if room == out else ".site.stage-"
    (room / f"{prefix}x1y2").mkdir()
    (room / f"{prefix}x1y2/index.html").write_text("half")

    publish_to(out)

    assert not list(room.glob(f"{prefix}*"))
    assert texts(out)["index.html"] == "home"


@pytest.mark.parametrize("step", ["_list", "_carry_over", "_settle", "_exchange"])
def test_a_failure_at_any_step_leaves_the_old_site(out: Path, made, monkeypatch, step: str):
    publish_to(out)
    before = texts(out)
    made["index.html"] = "new"

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "somewhere")

    monkeypatch.setattr(publish, step, full)
    with pytest.raises(PublishError, match="somewhere: No space left"):
        publish_to(out)

    assert texts(out) == before
    assert not list(out.parent.rglob("*stage*"))


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_a_disk_that_did_not_take_what_was_written_is_noticed(out: Path, made, monkeypatch):
    publish_to(out)
    before = texts(out)
    made["index.html"] = "new"

    class Library:
        def __init__(self, *_arguments: object, **_options: object) -> None:
            pass

        def syncfs(self, _descriptor: int) -> int:
            return -1

    monkeypatch.setattr(publish.ctypes, "CDLL", Library)
    monkeypatch.setattr(publish.ctypes, "get_errno", lambda: errno.EIO)
    with pytest.raises(PublishError, match="Input/output error"):
        publish_to(out)

    assert texts(out) == before


def test_where_names_cannot_be_exchanged_they_are_moved(out: Path, made, monkeypatch):
    monkeypatch.setattr(publish, "_swap", lambda _first, _second: False)
    publish_to(out)
    made["index.html"] = "new"
    made.pop("briefings/a.html")

    publish_to(out)

    assert texts(out).keys() == {*made, "data/files.txt"}
    assert texts(out)["index.html"] == "new"
    assert not list(out.parent.rglob("*stage*"))


def test_the_second_run_waits_for_the_first(tmp_path: Path):
    order = []
    inside = threading.Event()

    def second() -> None:
        inside.wait()
        with locked(tmp_path):
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with locked(tmp_path):
        inside.set()
        other.join(0.3)
        order.append("first")
    other.join()

    assert order == ["first", "second"]


def test_what_a_killed_run_left_among_the_pages_is_removed(tmp_path: Path):
    (tmp_path / "people").mkdir()
    (tmp_path / "people/.a.md.new").write_text("half")
    (tmp_path / ".notes.new").write_text("mine")

    build.write([Page("a.md", "---\ngenerated: true\n---\n")], tmp_path)

    present = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert present == {"a.md", ".notes.new"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="trials are forked")
def test_pulled_plugs_leave_a_whole_site():
    """A few trials of each kind; `python -m tests.faults` makes as many as you want."""
    numbers = ("--kills", "12", "--full", "6", "--read", "1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults", *numbers],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
