"""What `briefings check` looks at: committed pages, quotations in them, links between them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import frontmatter
import yaml

from generator import build
from generator.model import Article
from generator.render.edition import printable

_MARKDOWN_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING_ID = re.compile(r"^#{1,6} .*\{#([\w-]+)", re.MULTILINE)
_EXTERNAL = ("https://", "http://", "mailto:")
_FEED = re.compile(r"\.\./\.\./feeds/[a-z]+/[a-z0-9-]+\.xml$")
_OUTSIDE = ("../index.html", "../../index.html", "../method.html")


def problems(generation: build.Generation, folder: Path) -> Iterator[str]:
    """Yield every reason why the folder may not be published, each with its file and a remedy."""
    todo = build.changes(generation.pages, folder)
    for path in todo.written:
        state = "out of date" if (folder / path).is_file() else "missing"
        yield f"{folder / path}: {state}; run `briefings generate`"
    for path in todo.removed:
        yield f"{folder / path}: its seed is gone; run `briefings generate`"
    committed: dict[str, str] = {}
    for file in sorted(folder.rglob("*.md")):
        try:
            text = file.read_text(encoding="utf-8")
            frontmatter.loads(text)
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            yield f"{file}: cannot be read as a generated page; run `briefings generate`"
        else:
            committed[file.relative_to(folder).as_posix()] = text
    articles = {article.id: article for article in generation.intake.articles}
    yield from _unproved(committed, articles, folder)
    yield from _broken_links(committed, folder)


def doubts(generation: build.Generation, seeds: Path, today: date) -> Iterator[str]:
    """Yield every doubt for the editor, with file, line and the line for the sidecar.

    Among them are the plans whose date has passed by `today` and that no text confirms.
    """
    for briefing in generation.collections.briefings:
        article = briefing.article
        for doubt in briefing.doubts:
            line = article.line_of(doubt.span.start)
            yield (
                f"{seeds / printable(article.seed.path)}:{line}: {doubt.message}; "
                f"put into the sidecar: {doubt.remedy}"
            )
    contents = generation.contents
    for occurrence in contents.overdue(today):
        report = occurrence.reports[-1]
        article = report.briefing.article
        line = article.line_of(report.event.span.start)
        yield (
            f"{seeds / printable(article.seed.path)}:{line}: {occurrence.type} planned for "
            f"{occurrence.when}: the date has passed and no seed confirms it; add a seed that "
            'does, or put into the sidecar: notes: "not confirmed"'
        )
    for file in generation.intake.quarantined:
        yield f"{seeds / ascii(file.name)[1:-1]}:1: quarantined: {file.reason}; {file.remedy}"
    for name in generation.intake.other:
        yield f"{seeds / ascii(name)[1:-1]}:1: passed over: not a .txt or .md file"


class _Quotations(HTMLParser):
    """Collects the text of every element that quotes a seed: sentences, and block quotations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.links: list[tuple[int, str]] = []
        self.ids: set[str] = set()
        self._quoting = ""
        self._depth = 0
        self._parts: list[str] = []
        self._line = 0
        self._stand_in = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if "href" in values:
            self.links.append((self.getpos()[0], values["href"]))
        if not self._quoting and (tag == "blockquote" or values.get("class") == "s"):
            self._quoting, self._depth, self._parts = tag, 0, []
            self._line = self.getpos()[0]
        if tag == self._quoting:
            self._depth += 1
        if "data-ctl" in values:
            self._stand_in = self._depth

    def handle_endtag(self, tag: str) -> None:
        if tag != self._quoting:
            return
        if self._stand_in == self._depth:
            self._stand_in = 0
        self._depth -= 1
        if self._depth == 0:
            self.found.append((self._line, "".join(self._parts)))
            self._quoting = ""

    def handle_data(self, data: str) -> None:
        if self._quoting and not self._stand_in:
            self._parts.append(data)


def _read(text: str) -> _Quotations:
    reader = _Quotations()
    reader.feed(text)
    reader.close()
    return reader


def _unproved(
    committed: Mapping[str, str], articles: Mapping[str, Article], folder: Path
) -> Iterator[str]:
    """Yield quotations that are not verbatim in the seed they are said to come from."""
    running = {id_: _running_text(article) for id_, article in articles.items()}
    for path, text in committed.items():
        post = frontmatter.loads(text)
        own = running.get(str(post.get("id")), "") if "seed" in post.metadata else ""
        sources = [own] if own else list(running.values())
        for line, quoted in _read(text).found:
            if quoted.strip() and not any(_even(quoted) in source for source in sources):
                yield (
                    f"{folder / path}:{line}: a quotation that is not verbatim in its seed: "
                    f"{_even(quoted)[:60]!r}; run `briefings generate`"
                )


def _running_text(article: Article) -> str:
    """Return a seed's text without the characters that pages leave out, white space evened out."""
    kept, position = [], 0
    for removal in article.removed:
        kept.append(article.text[position : removal.span.start])
        position = max(position, removal.span.end)
    kept.append(article.text[position:])
    return _even("".join(kept))


def _even(text: str) -> str:
    return " ".join(text.split())


def _broken_links(committed: Mapping[str, str], folder: Path) -> Iterator[str]:
    # Only the body holds links; the front matter holds text of the seed.
    bodies = {path: _body(text) for path, text in committed.items()}
    read = {path: _read(text) for path, text in bodies.items()}
    ids = {
        path: reader.ids | set(_HEADING_ID.findall(bodies[path])) for path, reader in read.items()
    }
    known_data = {f"data/records/{path[:-3]}.json" for path in committed if "/" not in path}
    for path, text in bodies.items():
        links = [
            *read[path].links,
            *((text.count("\n", 0, m.start()) + 1, m[1]) for m in _MARKDOWN_LINK.finditer(text)),
        ]
        for line, href in links:
            outside = href.startswith((*_EXTERNAL, *_OUTSIDE))
            if outside or href.removeprefix("../") in known_data or _FEED.match(href):
                continue
            if not _resolves(href, path, ids):
                yield f"{folder / path}:{line}: broken link {href}; run `briefings generate`"


def _body(text: str) -> str:
    """Return a page with its front matter blanked out, so that lines keep their numbers."""
    found = text.find("\n---\n", 3)
    end = found + len("\n---\n") if found >= 0 else 0
    return "\n" * text.count("\n", 0, end) + text[end:]


def _resolves(href: str, path: str, ids: Mapping[str, Sequence[str] | set[str]]) -> bool:
    target, _, fragment = href.partition("#")
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if page.endswith(".html"):
        page = page.removesuffix(".html") + ".md"
    return page in ids and (not fragment or fragment in ids[page])
