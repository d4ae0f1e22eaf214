"""The same seeds give the same bytes, whatever the machine; and nobody is asked on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import EPOCH, ROOT, copy_of_project

SITE_URL = "https://example.org/drawdown/"
_OTHERS = ("3.11", "3.12", "3.13", "3.14")
# Any attempt to reach a network ends the build, and says so.
_OFFLINE = """\
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        os.write(2, f"reached for the network: {event} {arguments}\\n".encode())
        os._exit(99)

sys.addaudithook(watch)
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def build(
    base: Path, environment: Mapping[str, str], *, python: str = sys.executable, umask: int = 0o022
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Generate and build a copy of the project below `base`; return its pages and its site."""
    base.mkdir(parents=True, exist_ok=True)
    project = copy_of_project(base)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    for arguments in (
        ("generate", "--out", str(base / "pages")),
        ("build", "--out", str(base / "site")),
    ):
        done = subprocess.run(
            [python, "-m", "generator", *arguments],
            cwd=project,
            env={
                **kept,
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONPATH": str(ROOT),
                "SOURCE_DATE_EPOCH": EPOCH,
                "SITE_URL": SITE_URL,
                **environment,
            },
            umask=umask if os.name == "posix" else -1,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return tree(base / "pages"), tree(base / "site")


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    environment = {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "HOME": str(Path.home()),
    }
    return build(tmp_path_factory.mktemp("plain"), environment)


@pytest.mark.parametrize(
    ("place", "umask", "environment"),
    [
        (
            "other \u0645\u0633\u0627\u0631 & place",
            0o077,
            {
                **{"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
                **{"PYTHONHASHSEED": "12345", "PYTHONCOERCECLOCALE": "0"},
            },
        ),
        ("a", 0o022, {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}),
    ],
    ids=["ascii", "turkish"],
)
def test_another_machine_makes_the_same_bytes(
    tmp_path: Path, plain, place: str, umask: int, environment: dict[str, str]
):
    """Another folder, time zone, locale, hash seed, umask, order of files; no home."""
    pages, site = build(tmp_path / place, environment, umask=umask)

    assert different(pages, plain[0]) == []
    assert different(site, plain[1]) == []
    assert different(pages, tree(ROOT / "briefings")) == []


def test_nobody_is_asked_while_building(tmp_path: Path, plain):
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(_OFFLINE)
    environment = {"PYTHONPATH": f"{hook}{os.pathsep}{ROOT}", "PYTHONHASHSEED": "3"}
    ask = "import urllib.request as u; u.urlopen('http://127.0.0.1:9/')"
    asking = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert asking.returncode == 99, "the guard must notice a program that asks"

    _, site = build(tmp_path / "cut-off", environment)

    assert different(site, plain[1]) == []


def _other_pythons() -> list[str]:
    """Return the commands of other Pythons that this machine has."""
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    managed = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python3.*[0-9]"))
    named = [shutil.which(f"python{version}") for version in _OTHERS]
    found = {}
    for candidate in (*named, *map(str, managed)):
        if candidate and (version := _version(candidate)) in _OTHERS and version != mine:
            found.setdefault(version, candidate)
    return [found[version] for version in sorted(found)]


def _version(python: str) -> str:
    ask = "import sys; v = sys.version_info; print('%d.%d' % v[:2] if v >= (3, 11, 5) else '')"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return done.stdout.strip()


@pytest.mark.skipif(not _other_pythons(), reason="this machine has one Python only")
def test_another_python_makes_the_same_bytes(tmp_path: Path, plain):
    """The newest other one; what it needs is installed by the hashes of the lock file."""
    python = _other_pythons()[-1]
    subprocess.run([python, "-m", "venv", str(tmp_path / "venv")], check=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    inside = scripts / "python"
    lock = str(ROOT / "requirements.txt")
    subprocess.run(
        [inside, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock], check=True
    )
    # The plugin of MkDocs is found by the package's entry point.
    package = ["-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", str(ROOT)]
    subprocess.run([inside, *package], check=True)

    pages, site = build(tmp_path / "other", {"PYTHONHASHSEED": "5"}, python=str(inside))

    assert different(pages, plain[0]) == []
    assert different(site, plain[1]) == []
