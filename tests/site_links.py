"""Every internal link and fragment of a built site, resolved."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(str(values["id"]))
        for name in ("href", "src"):
            if values.get(name) is not None:
                self.links.append(str(values[name]))


def read(page: Path) -> _Reader:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def broken_links(site: Path, sub_path: str) -> Iterator[str]:
    """Yield "page: link" for each link that leads nowhere inside the site."""
    pages = {page.relative_to(site).as_posix(): read(page) for page in site.rglob("*.html")}
    for path, reader in pages.items():
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            base = posixpath.dirname(path)
            target = unquote(parts.path)
            if target.startswith("/"):
                if not target.startswith(sub_path):
                    yield f"{path}: {link} leaves the sub-path"
                    continue
                target, base = target.removeprefix(sub_path), ""
            resolved = posixpath.normpath(posixpath.join(base, target)) if target else path
            if resolved in (".", "") or (site / resolved).is_dir():
                resolved = posixpath.join(resolved, "index.html").removeprefix("./")
            if not (site / resolved).is_file():
                yield f"{path}: {link}"
            elif parts.fragment and resolved in pages:
                known = pages[resolved].ids
                if unquote(parts.fragment) not in known:
                    yield f"{path}: {link} (no such fragment)"
