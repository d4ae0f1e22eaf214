"""Publishing: the whole old site or the whole new one, whatever happens; other files stay."""

from __future__ import annotations

import errno
import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError

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


def refusal(out: Path) -> str:
    with pytest.raises(PublishError) as error:
        publish_to(out)
    return str(error.value)


@pytest.mark.parametrize("target", [None, "elsewhere", "nowhere"])
def test_only_a_folder_is_published_to(tmp_path: Path, made, target: str | None):
    out = tmp_path / "site"
    (tmp_path / "elsewhere").mkdir()
    if target:
        out.symlink_to(target)
    else:
        out.write_text("mine")

    assert refusal(out) == f"{out}: not a folder; name another one with --out"
    assert out.is_symlink() or out.read_text() == "mine"


@pytest.mark.parametrize("names", [("thesis.txt",), (".git",), ("data/files.txt",), ("data",)])
def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path, made, names):
    out = tmp_path / "site"
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("mine")

    assert refusal(out) == (
        f"{out}: holds files that are not a site of ours; name another folder with --out"
    )
    assert (out / names[0]).read_text() == "mine"


def test_a_folder_with_nothing_but_leftovers_of_ours_is_used(tmp_path: Path, made):
    out = tmp_path / "site"
    out.mkdir()
    (out / ".briefings-lock").touch()

    publish_to(out)

    assert texts(out).keys() == {*OURS, "data/files.txt"}


def test_a_folder_is_made_with_those_above_it_and_read_by_all(tmp_path: Path, made):
    out = tmp_path / "a/b/site"

    publish_to(out)

    assert out.stat().st_mode & 0o777 == 0o755
    assert sorted(path.name for path in out.parent.iterdir()) == [".site.lock", "site"]


def test_a_relative_folder_is_that_of_the_start(tmp_path: Path, made, monkeypatch):
    monkeypatch.chdir(tmp_path)

    publish_to(Path("site"))

    assert texts(tmp_path / "site")["index.html"] == "home"


def test_the_list_names_every_file_and_link_of_the_site(out: Path, made):
    made.update({"a/b/c.txt": "c", ".nojekyll": "", "a/.hidden/d": "d", "z ع.txt": "z"})

    publish_to(out)

    listed = (out / "data/files.txt").read_bytes()
    names = sorted([*made, "data/files.txt"])
    assert listed.decode("utf-8") == "".join(f"{name}\n" for name in names)


def test_links_and_empty_folders_of_somebody_else(out: Path, made):
    publish_to(out)
    (out / "deep/er").mkdir(parents=True)
    (out / "deep/er/folder").symlink_to("..")
    (out / "deep/er/broken").symlink_to("nowhere")

    publish_to(out)

    assert (out / "deep/er/folder").readlink() == Path("..")
    assert (out / "deep/er/broken").readlink() == Path("nowhere")


def test_a_file_of_somebody_else_keeps_its_time(out: Path, made):
    publish_to(out)
    (out / "mine.txt").write_text("mine")
    os.utime(out / "mine.txt", (1_000_000_000, 1_000_000_000))

    publish_to(out)

    assert (out / "mine.txt").stat().st_mtime == 1_000_000_000


def test_a_page_over_a_file_of_somebody_else_is_told_in_full(out: Path, made):
    publish_to(out)
    (out / "briefings/b.html").symlink_to("nowhere")
    made["briefings/b.html"] = "ours"

    assert refusal(out) == (
        f"{out / 'briefings/b.html'}: not ours, but the site has such a file; move it"
    )


def test_a_hidden_file_of_a_site_that_mkdocs_made_gives_way_to_ours(out: Path, made):
    out.mkdir(exist_ok=True)
    for name in (*OURS, ".nojekyll", ".git/HEAD", "a/.b"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("old")
    made[".nojekyll"] = "new"

    publish_to(out)

    assert texts(out).keys() == {*made, "data/files.txt", ".git/HEAD"}
    assert texts(out)[".nojekyll"] == "new"


def test_a_folder_takes_the_place_of_a_file_and_a_file_that_of_a_folder(
    out: Path, made, monkeypatch
):
    made.update({"one": "file", "two/a": "a"})
    publish_to(out)
    made.pop("two/a")
    made.pop("one")
    made.update({"one/a": "a", "two": "file"})

    publish_to(out)

    assert texts(out).keys() == {*made, "data/files.txt"}


def test_where_names_cannot_be_exchanged_one_kind_takes_the_place_of_the_other(
    out: Path, made, monkeypatch
):
    monkeypatch.setattr(publish, "_swap", lambda _first, _second: False)
    made.update({"two/a": "a", "gone/a": "a"})
    publish_to(out)
    made.pop("two/a")
    made.pop("gone/a")
    made["two"] = "file"

    publish_to(out)

    assert texts(out).keys() == {*made, "data/files.txt"}
    assert not (out / "gone").exists()
    assert not list(out.parent.rglob("*stage*"))


def test_inside_pages_come_after_what_they_need(tmp_path: Path, made, monkeypatch):
    out = tmp_path / "site"
    out.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == out)
    made.update({"404.html": "none", "style.css": "", "assets/a.js": "", "z.js": ""})
    moved = []
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda self, to: moved.append(to) or rename(self, to))

    publish_to(out)

    assert [path.name for path in moved if path.parent == out] == [
        *("assets", "briefings", "data", "style.css", "z.js"),
        *("404.html", "index.html"),
    ]


def test_beside_it_names_are_exchanged_in_one_step(tmp_path: Path, made, monkeypatch):
    """Readers never meet a folder that is not there: nothing is moved away first."""
    out = tmp_path / "site"
    publish_to(out)
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("moved, not exchanged"))
    made["index.html"] = "new"

    publish_to(out)

    assert texts(out)["index.html"] == "new"


@pytest.mark.parametrize("lacking", ["system", "call", "answer"])
def test_without_the_call_of_linux_the_site_is_published_all_the_same(
    out: Path, made, monkeypatch, lacking: str
):
    publish_to(out)
    made["index.html"] = "new"
    if lacking == "system":
        monkeypatch.setattr(publish.sys, "platform", "darwin")
    else:
        library = publish.ctypes.CDLL

        class Library:
            def __init__(self, *arguments: object, **options: object) -> None:
                self.syncfs = library(*arguments, **options).syncfs
                if lacking == "answer":
                    self.renameat2 = lambda *_: -1

        monkeypatch.setattr(publish.ctypes, "CDLL", Library)

    publish_to(out)

    assert texts(out)["index.html"] == "new"
    assert not list(out.parent.rglob("*stage*"))


def test_without_linux_all_is_written_to_the_disk_too(tmp_path: Path, made, monkeypatch):
    synced = []
    monkeypatch.setattr(publish.sys, "platform", "darwin")
    monkeypatch.setattr(os, "sync", lambda: synced.append(True))

    publish_to(tmp_path / "site")

    assert synced == [True, True]


def test_a_system_without_any_such_call_publishes_too(tmp_path: Path, made, monkeypatch):
    monkeypatch.setattr(publish.sys, "platform", "win32")
    monkeypatch.delattr(os, "sync")

    publish_to(tmp_path / "site")

    assert texts(tmp_path / "site")["index.html"] == "home"


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_the_site_and_then_its_new_name_are_written_to_the_disk(tmp_path: Path, made, monkeypatch):
    settled = []
    opened = os.open
    monkeypatch.setattr(
        os, "open", lambda path, *a, **k: settled.append(path) or opened(path, *a, **k)
    )

    publish_to(tmp_path / "site")

    names = [Path(path).name for path in settled if Path(path).is_relative_to(tmp_path)]
    assert names[-1] == tmp_path.name
    assert names[-2].startswith(".site.stage-")


def test_an_error_of_the_system_is_told_with_what_is_known(out: Path, made, monkeypatch):
    def fails(error: OSError):
        def fail(*_: object) -> None:
            raise error

        monkeypatch.setattr(publish, "_list", fail)
        return refusal(out)

    assert fails(OSError(errno.ENOSPC, "No space left", "there")) == "there: No space left"
    assert fails(OSError(errno.ENOSPC, "No space left")) == f"{out}: No space left"
    assert fails(OSError("odd")) == f"{out}: odd"


@pytest.fixture
def mkdocs(monkeypatch):
    """Return a setter of what MkDocs does in place of a build."""

    def does(action) -> None:
        monkeypatch.setattr(publish, "_run_mkdocs", lambda *_a, **_k: action())

    return does


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (KeyError("briefings"), f"{CONFIG}: lists no plugin 'briefings'; add it"),
        (ConfigurationError("no such key"), "no such key"),
        (BuildError("cannot build"), "cannot build"),
        (PluginError("a seed fails"), "a seed fails"),
        (Abort("stopped"), "stopped"),
    ],
)
def test_a_failed_build_is_told_in_one_line(tmp_path: Path, mkdocs, error, message: str):
    def fail() -> None:
        raise error

    mkdocs(fail)

    assert refusal(tmp_path / "site") == message
    assert not (tmp_path / "site").exists()


def test_what_mkdocs_logs_is_said_once_and_by_us(tmp_path: Path, mkdocs, caplog):
    log = logging.getLogger("mkdocs.plugins")

    def fail() -> None:
        log.info("building")
        log.warning("a warning")
        log.error("line %s", 3)
        log.critical("and worse")
        raise Abort("Aborted")

    mkdocs(fail)

    assert refusal(tmp_path / "site") == "line 3; and worse"
    assert caplog.records == []


def test_warnings_of_a_build_are_handed_over_and_logging_is_as_before(
    tmp_path: Path, made, monkeypatch
):
    build_site = publish._run_mkdocs
    logger = logging.getLogger("mkdocs")
    before = (logger.propagate, list(logger.handlers))

    def warns(*arguments: object, **options: object) -> None:
        logging.getLogger("mkdocs.x").warning("page %s", "a")
        logging.getLogger("mkdocs.x").info("not this")
        build_site(*arguments, **options)

    monkeypatch.setattr(publish, "_run_mkdocs", warns)

    assert publish.publish(CONFIG, tmp_path / "site", None, allow_empty=False) == ["page a"]
    assert (logger.propagate, list(logger.handlers)) == before


def test_one_run_at_a_time_at_one_place(out: Path, made, monkeypatch):
    """The lock is held while the site is made, and free again afterwards."""
    fcntl = pytest.importorskip("fcntl")
    lock = out / ".briefings-lock" if out.exists() else out.parent / ".site.lock"
    listed = publish._list

    def taken() -> bool:
        with lock.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    seen = []
    monkeypatch.setattr(publish, "_list", lambda stage: seen.append(taken()) or listed(stage))

    publish_to(out)

    assert (seen, taken()) == ([True], False)


PAGE = "---\ngenerated: true\n---\n"


def test_pages_are_written_changed_and_removed_and_that_is_told(tmp_path: Path):
    folder = tmp_path / "deep/pages"
    first = [Page("b.md", PAGE), Page("a/b/ع.md", PAGE + "ع"), Page("a.md", PAGE)]

    assert build.changes(first, folder) == build.Changes(("a.md", "a/b/ع.md", "b.md"), ())
    assert not folder.exists()
    assert build.write(first, folder) == build.Changes(("a.md", "a/b/ع.md", "b.md"), ())
    assert (folder / "a/b/ع.md").read_bytes() == (PAGE + "ع").encode()
    assert not build.write(first, folder)

    second = [Page("b.md", PAGE + "new\r\n"), Page("c.md", PAGE)]
    wanted = build.Changes(("b.md", "c.md"), ("a.md", "a/b/ع.md"))
    assert build.changes(second, folder) == wanted
    assert build.write(second, folder) == wanted
    assert texts(folder).keys() == {"b.md", "c.md"}
    assert (folder / "b.md").read_bytes() == (PAGE + "new\r\n").encode()


@pytest.mark.parametrize("name", ["mine.md", "people/mine.md", "a.md"])
@pytest.mark.parametrize("text", ["mine", "generated: true\n", "---\ngenerated: false\n---\n"])
def test_a_page_of_somebody_else_stops_the_writing_and_is_named(
    tmp_path: Path, name: str, text: str
):
    (tmp_path / "people").mkdir()
    (tmp_path / name).write_text(text)

    with pytest.raises(PublishError) as error:
        build.write([Page("a.md", PAGE), Page("b.md", PAGE)], tmp_path)

    assert str(error.value) == (
        f"{tmp_path / name}: not a generated page; "
        f"{tmp_path} is rewritten by the generator, keep other files elsewhere"
    )
    assert texts(tmp_path) == {name: text}


def test_files_that_are_no_pages_are_left_alone(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder.md").mkdir()

    build.write([Page("a.md", PAGE)], tmp_path)

    assert texts(tmp_path) == {"notes.txt": "mine", "a.md": PAGE}
    assert (tmp_path / "folder.md").is_dir()


def test_a_page_appears_as_a_whole(tmp_path: Path, monkeypatch):
    """What is half written has another name, which no reader of the folder takes for a page."""
    build.write([Page("a.md", PAGE)], tmp_path)

    def fail(source: Path, target: Path) -> None:
        assert Path(source).read_text() == PAGE + "new"
        assert Path(source).parent == Path(target).parent
        assert not Path(source).name.endswith(".md")
        raise OSError(errno.EIO, "Input/output error", str(target))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PublishError) as error:
        build.write([Page("a.md", PAGE + "new")], tmp_path)

    assert str(error.value) == f"{tmp_path / 'a.md'}: cannot be written: Input/output error"
    assert (tmp_path / "a.md").read_text() == PAGE


def test_a_place_that_is_no_folder_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("mine")

    with pytest.raises(PublishError) as error:
        build.write([Page("a.md", PAGE)], tmp_path / "file")

    assert str(error.value) == f"{tmp_path / 'file'}: cannot be written: File exists"


HOOKS = """
from pathlib import Path

def on_startup(command, dirty):
    Path(__file__).with_name("started").write_text(f"{command} {dirty}")

def on_shutdown():
    Path(__file__).with_name("ended").touch()
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch) -> Path:
    """Make a small project, of which MkDocs only tells what it would build, and with what."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "hooks.py").write_text(HOOKS)
    configure(tmp_path)

    def tell(config: MkDocsConfig) -> None:
        options = config.plugins["briefings"].config
        told = {name: options[name] for name in ("seeds", "output", "allow_empty")}
        (Path(config.site_dir) / "data").mkdir()
        (Path(config.site_dir) / "data/seeds.json").write_text(json.dumps(told))

    monkeypatch.setattr(publish, "build_site", tell)
    return tmp_path


def configure(folder: Path, **options: object) -> None:
    plugins = [{"briefings": {"seeds": "seeds", "output": "pages", **options}}]
    (folder / "mkdocs.yml").write_text(
        json.dumps({"site_name": "Small", "hooks": ["hooks.py"], "plugins": plugins})
    )


def told(folder: Path, seeds: Path | None, *, allow_empty: bool = False) -> tuple[object, ...]:
    publish.publish(folder / "mkdocs.yml", folder / "out", seeds, allow_empty=allow_empty)
    return tuple(json.loads((folder / "out/data/seeds.json").read_text()).values())


def test_a_site_is_built_of_the_seeds_of_its_project(small: Path):
    assert told(small, None) == ("seeds", "pages", False)
    assert not (small / "site").exists()


def test_other_seeds_are_found_from_where_one_stands_and_write_no_pages(small: Path, monkeypatch):
    monkeypatch.chdir(small / "docs")

    assert told(small, Path("other")) == (str(small / "docs/other"), "", False)


@pytest.mark.parametrize("configured", [True, False])
@pytest.mark.parametrize("asked", [True, False])
def test_a_site_without_seeds_is_allowed_here_or_there(small: Path, configured: bool, asked: bool):
    configure(small, allow_empty=configured)

    assert told(small, None, allow_empty=asked)[2] is (configured or asked)


def test_plugins_that_start_and_end_with_a_run_do(small: Path):
    told(small, None)

    assert (small / "started").read_text() == "build False"
    assert (small / "ended").is_file()


def test_a_project_without_the_plugin_is_told(small: Path):
    config = small / "mkdocs.yml"
    config.write_text("site_name: Small\nplugins: []\n")

    with pytest.raises(PublishError) as error:
        publish.publish(config, small / "out", None, allow_empty=False)

    assert str(error.value) == f"{config}: lists no plugin 'briefings'; add it"
    assert not (small / "out").exists()


def test_a_configuration_that_is_none_is_told(small: Path):
    config = small / "mkdocs.yml"
    config.write_text("site_name: [\n")

    with pytest.raises(PublishError, match="error parsing the configuration"):
        publish.publish(config, small / "out", None, allow_empty=False)


@pytest.mark.skipif(sys.platform != "linux", reason="the call is Linux's")
def test_the_disk_that_failed_is_named(tmp_path: Path, made, monkeypatch):
    asked = []

    class Library:
        def __init__(self, *_arguments: object, **_options: object) -> None:
            pass

        def syncfs(self, descriptor: int) -> int:
            asked.append(Path(f"/proc/self/fd/{descriptor}").readlink())
            return -1

    monkeypatch.setattr(publish.ctypes, "CDLL", Library)
    monkeypatch.setattr(publish.ctypes, "get_errno", lambda: errno.EIO)

    message = refusal(tmp_path / "site")

    (stage,) = asked
    assert stage.name.startswith(".site.stage-")
    assert message == f"{stage}: Input/output error"


def test_what_is_moved_out_of_the_way_is_found_by_the_next_run(tmp_path: Path, made, monkeypatch):
    """Where names cannot be exchanged: the old site lies where leftovers are looked for."""
    out = tmp_path / "site"
    publish_to(out)
    made["index.html"] = "new"
    moved = []
    rename = Path.rename
    monkeypatch.setattr(publish, "_swap", lambda _first, _second: False)
    monkeypatch.setattr(Path, "rename", lambda self, to: moved.append(to) or rename(self, to))

    publish_to(out)

    old, new = moved
    assert old.parent.parent == tmp_path
    assert old.parent.name.startswith(".site.stage-")
    assert new == out
