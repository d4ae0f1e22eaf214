"""Publish a site as a whole: build beside the published folder, then exchange the two by rename."""

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

try:
    import fcntl
except ImportError:  # Windows: two builds into one folder are not kept apart there.
    fcntl = None  # type: ignore[assignment]

MARKER = Path("data/seeds.json")
"""Every site of ours holds this file; a folder without it is never replaced."""
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
        with _locked(out), _stage(out) as stage:
            warnings = _build(config_file, stage, seeds, allow_empty=allow_empty)
            _exchange(stage, out)
    except OSError as error:
        raise PublishError(f"{error.filename or out}: {error.strerror}") from error
    return warnings


def _refuse_foreign(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise PublishError(f"{out}: not a folder; name another one with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).is_file():
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
def _locked(out: Path) -> Iterator[None]:
    """Let one build at a time into a folder; the lock goes with the process."""
    if fcntl is None:
        yield
        return
    with (out.parent / f".{out.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _stage(out: Path) -> Iterator[Path]:
    """Give a fresh folder beside `out`, and leave none behind, not even an earlier run's."""
    prefix = f".{out.name}.stage-"
    for left in out.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=prefix, dir=out.parent))
    try:
        stage.chmod(0o755)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _exchange(stage: Path, out: Path) -> None:
    """Put the new folder in the place of the old one in one step where the system can."""
    if not out.exists():
        stage.rename(out)
        return
    if sys.platform == "linux" and _renameat2(stage, out):
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.stage-", dir=out.parent)) / "old"
    out.rename(old)
    stage.rename(out)
    shutil.rmtree(old.parent, ignore_errors=True)


def _renameat2(stage: Path, out: Path) -> bool:
    """Exchange two folders atomically; False where kernel, library or file system cannot."""
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    arguments = (_AT_FDCWD, os.fsencode(stage), _AT_FDCWD, os.fsencode(out), _RENAME_EXCHANGE)
    return bool(function(*arguments) == 0)
