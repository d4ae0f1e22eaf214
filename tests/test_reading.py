"""Reading bytes: no link is followed, no pipe is waited for, memory is not filled."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import SeedError
from generator.seeds.reading import MAX_BYTES, UnreadableError, read_bytes, read_toml

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """End a test that hangs, as opening a pipe without a writer would for ever."""

    def ring(*_: object) -> None:
        raise TimeoutError("reading waits")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Iraq\r\n\x00\xff")

    assert read_bytes(tmp_path / "a.txt") == b"Iraq\r\n\x00\xff"


def test_an_empty_file_is_read_as_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()

    assert read_bytes(tmp_path / "a.txt") == b""


@pytest.mark.parametrize("target", ["real.txt", "nowhere.txt", "/etc/passwd", "/dev/zero", "loop"])
def test_a_symbolic_link_is_refused(tmp_path: Path, target: str) -> None:
    """A link to /etc/passwd would be published; one to /dev/zero never ends."""
    (tmp_path / "real.txt").write_text("Iraq")
    (tmp_path / "loop").symlink_to(target)

    with pytest.raises(UnreadableError, match="symbolic link"):
        read_bytes(tmp_path / "loop")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    with pytest.raises(UnreadableError, match="not a regular file"):
        read_bytes(tmp_path / "a.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_bytes(tmp_path)


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.txt")

        with pytest.raises(UnreadableError, match="not a regular file"):
            read_bytes(Path("a.txt"))


def test_a_device_is_refused() -> None:
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_bytes(Path("/dev/zero"))


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 100)

    assert len(read_bytes(path, 100)) == 100
    with pytest.raises(UnreadableError, match="larger than 99 bytes"):
        read_bytes(path, 99)


def test_the_usual_limit_holds_for_a_sparse_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 36)

    with pytest.raises(UnreadableError, match=f"larger than {MAX_BYTES} bytes"):
        read_bytes(path)


def test_a_missing_file_is_refused_with_the_cause(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file") as caught:
        read_bytes(tmp_path / "a.txt")
    assert caught.value.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Iraq")
    path.chmod(0)

    with pytest.raises(UnreadableError, match="cannot be read"):
        read_bytes(path)


def test_a_refusal_by_the_system_is_told_with_its_cause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What root cannot test with permissions."""
    path = tmp_path / "a.txt"
    path.write_text("Iraq")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    with pytest.raises(UnreadableError, match="Permission denied"):
        read_bytes(path)


def test_a_file_exchanged_for_a_pipe_after_the_look_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the open anyone may exchange a file."""
    plain, pipe = tmp_path / "a.txt", tmp_path / "pipe"
    plain.write_text("Iraq")
    os.mkfifo(pipe)
    opened = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: opened(pipe, flags))

    with pytest.raises(UnreadableError, match="not a regular file"):
        read_bytes(plain)


def test_an_error_while_reading_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad disk or a share that is gone fails at the read, not at the open."""

    class Broken:
        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self, _: int) -> bytes:
            raise OSError(5, "Input/output error")

    path = tmp_path / "a.txt"
    path.write_text("Iraq")
    monkeypatch.setattr(os, "fdopen", lambda descriptor, _: os.close(descriptor) or Broken())
    monkeypatch.setattr(os, "fstat", lambda _: path.stat())

    with pytest.raises(UnreadableError, match="Input/output error"):
        read_bytes(path)


def refusal(path: Path, limit: int = MAX_BYTES) -> tuple[str, str]:
    """Return why a file is refused and what its editor is told to do."""
    with pytest.raises(UnreadableError) as caught:
        read_bytes(path, limit)
    assert str(caught.value) == caught.value.reason
    return caught.value.reason, caught.value.remedy


def link(path: Path) -> None:
    path.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("make", "reason", "remedy"),
    [
        (link, "a symbolic link", "put the file itself into the seeds folder"),
        (os.mkfifo, "not a regular file", "remove it from the seeds folder"),
        (Path.mkdir, "not a regular file", "remove it from the seeds folder"),
        (
            lambda path: path.write_bytes(b"abc"),
            "larger than 2 bytes",
            "split it into several seeds",
        ),
        (
            lambda _path: None,
            "cannot be read: No such file or directory",
            "check its name and permissions",
        ),
    ],
    ids=["link", "pipe", "folder", "too large", "missing"],
)
def test_a_refusal_tells_reason_and_remedy(tmp_path: Path, make, reason: str, remedy: str) -> None:
    make(tmp_path / "a.txt")

    assert refusal(tmp_path / "a.txt", 2) == (reason, remedy)


def test_a_file_exchanged_for_a_link_after_the_look_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The open follows no link either."""
    path, target = tmp_path / "a.txt", tmp_path / "target"
    target.write_text("secret")
    looked_at = os.lstat(target)
    path.symlink_to(target)
    monkeypatch.setattr(os, "lstat", lambda _: looked_at)

    reason, _ = refusal(path)

    assert reason.startswith("cannot be read: ")


def test_a_file_exchanged_after_the_look_is_refused_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Iraq")
    opened = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: opened("/dev/zero", flags))

    assert refusal(tmp_path / "a.txt") == (
        "not a regular file",
        "remove it from the seeds folder",
    )


def test_a_bad_disk_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int, _: str) -> None:
        os.close(descriptor)
        raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_text("Iraq")
    monkeypatch.setattr(os, "fdopen", fail)

    assert refusal(tmp_path / "a.txt") == (
        "cannot be read to its end: Input/output error",
        "check the disk, fetch it again",
    )


def test_a_file_is_closed_whether_it_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    before = sorted(Path("/dev/fd").iterdir())

    for _ in range(5):
        read_bytes(tmp_path / "a.txt")
        refusal(tmp_path / "a.txt", 2)

    assert sorted(Path("/dev/fd").iterdir()) == before


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_file_of_any_size_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    (tmp_path / "a.txt").write_bytes(data[:size])

    assert read_bytes(tmp_path / "a.txt") == data[:size]


def test_an_editors_file_is_read_and_may_be_missing(tmp_path: Path) -> None:
    text = 'name = "ع"\n'
    (tmp_path / "a.toml").write_bytes(text.encode())

    assert read_toml(tmp_path / "a.toml") == (text, {"name": "ع"})
    assert read_toml(tmp_path / "b.toml") == ("", {})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a = \n", "Invalid value"),
        (b'a = "\xff"\n', "can't decode byte 0xff"),
        (None, "not a regular file"),
    ],
)
def test_an_editors_file_that_is_no_toml_is_named(
    tmp_path: Path, data: bytes | None, words: str
) -> None:
    path = tmp_path / "a.toml"
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)

    with pytest.raises(SeedError) as caught:
        read_toml(path)

    assert str(caught.value).startswith(f"{path}:1: not valid TOML: ")
    assert words in str(caught.value)
