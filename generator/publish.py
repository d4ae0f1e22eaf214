"""Publish a site as a whole: build it aside, then exchange it for the published one by rename."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort as MkDocsAbort
from mkdocs.exceptions import BuildError, ConfigurationError, PluginError

from generator.errors import PublishError
from generator.locking import locked

MARKER = Path("data/seeds.json")
"""Every site of ours holds this file; a folder without it is never replaced."""
LIST = Path("data/files.txt")
"""What of a published folder is ours, one path a line; the rest is somebody else's and stays."""
_HIDDEN = ".briefings-"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def publish(config_file: Path, out: Path, seeds: Path | None, *, allow_empty: bool) -> list[str]:
    """Build the site of `config_file` and put it at `out`; in doubt `out` stays as it is.

    Returns the warnings of the build.

    Raises:
        PublishError: the build failed, or `out` holds something that is not a site of ours.
    """
    out = out.absolute()
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone(out) as room, _stage(room, out) as stage:
            warnings = _build(config_file, stage, seeds, allow_empty=allow_empty)
            _list(stage)
            _carry_over(out, stage)
            _settle(stage)
            _exchange(stage, out)
            _settle(room)
    except OSError as error:
        raise PublishError(f"{error.filename or out}: {error.strerror or error}") from error
    return warnings


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(f"{out}: not a folder; name another one with --out")
    present = out.iterdir() if out.is_dir() else ()
    if any(not p.name.startswith(_HIDDEN) for p in present) and not (out / MARKER).is_file():
        raise PublishError(
            f"{out}: holds files that are not a site of ours; name another folder with --out"
        )


class _Messages(logging.Handler):
    """Keeps what MkDocs logs, so that it is said once and by us."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        kept = self.errors if record.levelno >= logging.ERROR else self.warnings
        kept.append(record.getMessage())


@contextlib.contextmanager
def _listening() -> Iterator[_Messages]:
    logger, messages = logging.getLogger("mkdocs"), _Messages()
    before = logger.propagate
    logger.addHandler(messages)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(messages)
        logger.propagate = before


def _build(config_file: Path, stage: Path, seeds: Path | None, *, allow_empty: bool) -> list[str]:
    with _listening() as messages:
        try:
            _run_mkdocs(config_file, stage, seeds, allow_empty=allow_empty)
        except KeyError as error:
            raise PublishError(f"{config_file}: lists no plugin {error}; add it") from error
        except (ConfigurationError, BuildError, PluginError, MkDocsAbort) as error:
            raise PublishError("; ".join(messages.errors) or str(error)) from error
    return messages.warnings


def _run_mkdocs(config_file: Path, stage: Path, seeds: Path | None, *, allow_empty: bool) -> None:
    config = load_config(str(config_file), site_dir=str(stage))
    plugin = config.plugins["briefings"].config
    if seeds is not None:
        plugin["seeds"] = str(seeds.absolute())
        # Other seeds than the project's own: its committed pages are not theirs.
        plugin["output"] = ""
    plugin["allow_empty"] = plugin["allow_empty"] or allow_empty
    config.plugins.on_startup(command="build", dirty=False)
    build_site(config)
    config.plugins.on_shutdown()


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[Path]:
    """Let one build at a time at `out`; give the folder in which the new site is made.

    That is the folder beside it, unless `out` is a file system of its own or nothing may be written
    beside it: then it is `out` itself.
    """
    inside = out.is_dir() and (os.path.ismount(out) or not os.access(out.parent, os.W_OK))
    room = out if inside else out.parent
    lock = room / (f"{_HIDDEN}lock" if inside else f".{out.name}.lock")
    lock.touch()
    with locked(lock):
        yield room


@contextlib.contextmanager
def _stage(room: Path, out: Path) -> Iterator[Path]:
    """Give a fresh folder, and leave none behind, not even an earlier run's."""
    prefix = f"{_HIDDEN}stage-" if room == out else f".{out.name}.stage-"
    for left in room.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=prefix, dir=room))
    try:
        stage.chmod(0o755)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _files(folder: Path) -> Iterator[str]:
    """Yield what lies in a folder, at any depth, as paths relative to it; links are files."""
    for parent, folders, names in os.walk(folder):
        at_top = Path(parent) == folder
        folders[:] = [name for name in folders if not (at_top and name.startswith(_HIDDEN))]
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in (*names, *links):
            if not (at_top and name.startswith(_HIDDEN)):
                yield (Path(parent) / name).relative_to(folder).as_posix()


def _list(stage: Path) -> None:
    names = sorted({*_files(stage), LIST.as_posix()})
    (stage / LIST).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def _carry_over(out: Path, stage: Path) -> None:
    """Put into the new site what somebody else has put into the old one.

    Raises:
        PublishError: the new site has a file of that name.
    """
    if not (out / LIST).is_file():
        # MkDocs made it: there is no telling files apart, but for what it leaves alone itself.
        hidden = (name for name in _files(out) if name.startswith("."))
        foreign = [name for name in hidden if not os.path.lexists(stage / name)]
    else:
        ours = set((out / LIST).read_text(encoding="utf-8").splitlines())
        foreign = [name for name in _files(out) if name not in ours]
    for name in foreign:
        target = stage / name
        if os.path.lexists(target):
            raise PublishError(f"{out / name}: not ours, but the site has such a file; move it")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(out / name, target, follow_symlinks=False)


def _settle(folder: Path) -> None:
    """Have all that was written on the disk before anything relies on it."""
    if sys.platform != "linux":
        getattr(os, "sync", lambda: None)()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(descriptor)


def _exchange(stage: Path, out: Path) -> None:
    """Put the new site in the place of the old one, in one step where the system can."""
    if stage.parent == out:
        _exchange_inside(stage, out)
    elif not out.exists():
        stage.rename(out)
    elif not _swap(stage, out):
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}.stage-", dir=out.parent)) / "old"
        out.rename(old)
        stage.rename(out)
        shutil.rmtree(old.parent, ignore_errors=True)


def _exchange_inside(stage: Path, out: Path) -> None:
    """Exchange what lies in the two folders, one by one: a file system cannot be renamed.

    The pages come last, so that what they need is there before them.
    """
    new = sorted(stage.iterdir(), key=lambda path: (path.suffix == ".html", path.name))
    gone = [
        path
        for path in out.iterdir()
        if not path.name.startswith(_HIDDEN) and not os.path.lexists(stage / path.name)
    ]
    for path in new:
        target = out / path.name
        if not os.path.lexists(target):
            path.rename(target)
        elif not _swap(path, target):
            if target.is_dir():
                target.rename(stage / f"{path.name}.old")
            path.replace(target)
    for path in gone:
        path.rename(stage / f"{path.name}.old")


def _swap(first: Path, second: Path) -> bool:
    """Exchange two names atomically; False where kernel, library or file system cannot."""
    if sys.platform != "linux":
        return False
    function = getattr(ctypes.CDLL(None), "renameat2", None)
    if function is None:
        return False
    arguments = (_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    return bool(function(*arguments) == 0)
