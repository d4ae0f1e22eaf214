"""Every check there is, in one command: `python -m tests`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKS = (
    ("ruff", "format", "--check", "generator", "tests"),
    ("ruff", "check", "generator", "tests"),
    ("mypy",),
    ("briefings", "check"),
    # Never with -q: it hides the warnings that --strict counts.
    ("mkdocs", "build", "--strict", "--site-dir", "site"),
    ("pytest",),
)


def main() -> int:
    """Run each check; return 0 only if all of them passed."""
    binaries = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}",
        "NO_MKDOCS_2_WARNING": "1",
        "SANITIZE": "true",
    }
    provide_browser()
    failed = []
    for check in CHECKS:
        print("$", *check, flush=True)
        done = subprocess.run(
            [shutil.which(check[0], path=str(binaries)) or check[0], *check[1:], *extra(check)],
            cwd=ROOT,
            env=environment,
            check=False,
        )
        if done.returncode:
            failed.append(" ".join(check))
    if failed:
        print("failed:", "; ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def extra(check: tuple[str, ...]) -> list[str]:
    """Pass the arguments of this command on to pytest."""
    return sys.argv[1:] if check[0] == "pytest" else []


def provide_browser() -> None:
    """Install Chromium if there is none: as root on Debian by apt, else through Playwright."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            stdout=subprocess.DEVNULL,
            check=False,
        )
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    sys.exit(main())
