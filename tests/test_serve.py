"""`mkdocs serve`: one rebuild for each save, no loop, and no page whose seed is gone."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

_PATIENCE = 60
_SETTLED = 2.0
# Not "built in 0.90 seconds": MkDocs says nothing twice, and two builds may take as long.
_BUILT = re.compile(r"Reloading browsers|Serving on")
FIFTH = "Talks in Baghdad\n\nThe coalition said on 5 March 2025 it would leave Erbil.\n"


class Preview:
    """A running preview server of a project, with its log."""

    def __init__(self, project: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        self.log = project.parent / "serve.log"
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"),
                    *("-f", str(project / "mkdocs.yml")),
                ],
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            )

    def builds(self) -> int:
        return len(_BUILT.findall(self.log.read_text(encoding="utf-8")))

    def get(self, path: str) -> str | None:
        """Return a page, or None if the server says that there is none."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=_PATIENCE) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            error.close()
            return None

    def wait_for(self, condition, what: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            with contextlib.suppress(OSError):
                if condition():
                    return
            time.sleep(0.1)
        pytest.fail(f"waited in vain for {what}: {self.log.read_text(encoding='utf-8')}")

    def settle(self, builds: int) -> None:
        """Wait for the last of so many builds, and long enough for one that should not come.

        A page may be answered while its build still goes on. The server looks for changes twice a
        second.
        """
        self.wait_for(lambda: self.builds() >= builds, f"build {builds} to end")
        time.sleep(_SETTLED)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(_PATIENCE)


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    started = Preview(project)
    try:
        started.wait_for(lambda: started.get("index.html"), "the first build")
        started.settle(1)
        yield started
    finally:
        started.stop()


def test_a_seed_dropped_in_is_served_after_one_build_and_gone_when_it_is_deleted(
    preview: Preview, project: Path
):
    assert preview.builds() == 1
    seed = project / "seeds" / "fifth.txt"
    seed.write_text(FIFTH, encoding="utf-8")
    preview.wait_for(lambda: preview.get("briefings/fifth.html"), "the fifth briefing")
    preview.settle(2)

    assert preview.builds() == 2
    assert "fifth" in str(preview.get("briefings/places/erbil.html"))
    assert (project / "briefings" / "fifth.md").is_file()

    seed.unlink()
    preview.wait_for(lambda: preview.get("briefings/fifth.html") is None, "its page to go")
    preview.settle(3)

    assert preview.builds() == 3
    assert "fifth" not in str(preview.get("briefings/places/erbil.html"))
    assert not (project / "briefings" / "fifth.md").exists()


def test_a_saved_sidecar_is_one_build(preview: Preview, project: Path):
    sidecar = project / "seeds" / "000_2ff1e16875d8afd0.yml"
    sidecar.write_text('title_en: "A headline just saved"\n', encoding="utf-8")
    preview.wait_for(
        lambda: "A headline just saved" in str(preview.get("index.html")), "the new headline"
    )
    preview.settle(2)

    assert preview.builds() == 2


def test_a_broken_sidecar_is_reported_and_the_server_recovers(preview: Preview, project: Path):
    sidecar = project / "seeds" / "000_2ff1e16875d8afd0.yml"
    before = sidecar.read_text(encoding="utf-8")
    sidecar.write_text("headline: nobody knows this key\n", encoding="utf-8")
    preview.wait_for(
        lambda: "unknown key 'headline'" in preview.log.read_text(encoding="utf-8"), "the error"
    )
    sidecar.write_text(before.replace("US and Iraq", "Iraq and the US"), encoding="utf-8")
    preview.wait_for(
        lambda: "Iraq and the US agree to open" in str(preview.get("index.html")), "the cure"
    )
