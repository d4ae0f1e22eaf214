"""What many tests share: the lexicon, and one whole site, built once."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator import lexicon as lexicon_module
from generator.vocabulary import Lexicon

ROOT = Path(__file__).parent.parent
SUB_PATH = "/drawdown/"
# 2026-11-21T12:00:00Z: the site under test speaks of this day.
EPOCH = "1795262400"
_CANDIDATES = ("chromium", "chromium-browser", "google-chrome")
_OFFLINE = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


@dataclass(frozen=True)
class Site:
    """A built site and the address at which it is served, below a project sub-path."""

    folder: Path
    url: str


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return lexicon_module.load()


def command(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess:
    """Run a command of this Python's environment, as a user would."""
    binaries = Path(sys.executable).parent
    return subprocess.run(
        [str(binaries / arguments[0]), *arguments[1:]],
        cwd=cwd,
        env={
            **os.environ,
            "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
            "NO_MKDOCS_2_WARNING": "1",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def copy_of_project(into: Path) -> Path:
    """Copy the project's own files: seeds, docs, generated pages, configuration."""
    copy = into / "project"
    copy.mkdir()
    for name in ("seeds", "docs", "briefings"):
        shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    return copy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project, which a test may change."""
    return copy_of_project(tmp_path)


def chromium() -> str:
    """Return the path of Debian's Chromium, or of the one that CHROMIUM names; "" for none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _CANDIDATES)), "")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium; its absence is a failure."""
    path = chromium()
    assert path, "no Chromium found: install the package chromium, or set CHROMIUM"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(_OFFLINE))
        yield started
        started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; give its address, without a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the project's site with the command a user runs, and serve it below a sub-path."""
    root = tmp_path_factory.mktemp("site")
    folder = root / SUB_PATH.strip("/")
    with served(root) as address:
        url = f"{address}{SUB_PATH}"
        done = command(
            *("briefings", "build", "--out", str(folder)),
            cwd=copy_of_project(tmp_path_factory.mktemp("copy")),
            SITE_URL=url,
            SOURCE_DATE_EPOCH=EPOCH,
        )
        assert done.returncode == 0, done.stderr
        yield Site(folder, url)
