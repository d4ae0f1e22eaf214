"""What hostile seeds may not do to a site: the seeds, and a judge that knows no generator.

The cases are in `tests/cases/hostile`; the judge reads finished pages only.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import yaml

CASES = Path(__file__).parent / "cases/hostile"
CONTROL = "control"
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "circle", "line", "path"}
_VOID |= {"rect"}
_MOST_MARKS = 4
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def cases(kind: str) -> list[dict[str, str]]:
    """Return the cases of a file: `note`, and `text` or `file`."""
    data: dict[str, list[dict[str, str]]] = tomllib.loads(
        (CASES / f"{kind}.toml").read_text(encoding="utf-8")
    )
    return data["case"]


def write_seeds(folder: Path, *, only: frozenset[str] | None = None) -> dict[str, str]:
    """Write a seed for each case, and a harmless one; return their texts by name of file."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {f"{CONTROL}.txt": "An ordinary headline\n\nThe coalition left Erbil.\n"}
    for kind in ("markup", "unicode"):
        for case in cases(kind):
            if only is not None and case["note"] not in only:
                continue
            first = case["text"].strip().splitlines()[0]
            texts[f"{kind}-{case['note']}.txt"] = f"{first}\n\n{case['text']}\n\nThe end of it.\n"
            if kind == "markup":
                # A sidecar with a control in it is refused as a whole; that is tested elsewhere.
                said = [_CONTROLS.sub("", words) for words in (first, case["text"])]
                sidecar = {"title_en": said[0], "notes": said[1], "outlet": said[0]}
                _write(folder / f"{kind}-{case['note']}.yml", yaml.safe_dump(sidecar))
    for case in cases("names") if only is None else ():
        texts[case["file"]] = f"The name of a file: {case['note']}\n\nIt says nothing.\n"
    for name, text in texts.items():
        _write(folder / name, text)
    return texts


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


@dataclass
class PageRead(HTMLParser):
    """A page as a reader of HTML sees it: elements, attributes, texts."""

    tags: Counter[str] = field(default_factory=Counter)
    acting: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    policy: str = ""
    title: str = ""
    source_tags: Counter[str] = field(default_factory=Counter)
    article: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start outside of everything."""
        super().__init__()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and whether it is in the article and in its source."""
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        for name, value in given.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.acting.append(f"<{tag} {name}>")
            if name in ("href", "src", "action") and re.match(
                r"(?!https?:)[a-z][a-z0-9+.-]*:", address
            ):
                self.acting.append(f"<{tag} {name}={value[:40]}>")
        if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given.get("content", "")
        if "id" in given:
            self.ids.append(given["id"])
        if self._within("source") and tag not in _VOID:
            self.source_tags[tag] += 1
        if tag not in _VOID:
            self._open.append((tag, "ctl" if "data-ctl" in given else given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close the elements down to this one."""
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Keep the words of the title and of the article, but for stand-ins."""
        if any(name == "title" for name, _ in self._open) and not self._within("article"):
            self.title += data
        inside = any(name == "article" for name, _ in self._open)
        if inside and not self._within("ctl"):
            self.article.append(data)

    def _within(self, class_: str) -> bool:
        return any(class_ in classes.split() for _, classes in self._open)


def read(path: Path) -> PageRead:
    """Read one page of a site."""
    page = PageRead()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    return page


def even(text: str, *, marks: bool = True) -> str:
    """Return the text of a text: without white space and what nobody sees."""
    kept = []
    run = 0
    for character in unicodedata.normalize("NFD", text):
        category = unicodedata.category(character)
        point = ord(character)
        if character.isspace() or category in ("Cc", "Cf", "Cs", "Cn"):
            continue
        if 0xFE00 <= point <= 0xFE0F or (point & 0xFFFE) == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
            continue
        run = run + 1 if category in ("Mn", "Me") else 0
        if run == 0 or (marks and run <= _MOST_MARKS):
            kept.append(character)
    return "".join(kept)


def judge(site: Path, texts: dict[str, str]) -> Iterator[str]:
    """Yield every fault of a site that was built of hostile seeds."""
    places = json.loads((site / "data/seeds.json").read_text(encoding="utf-8"))
    control = read(site / places[f"{CONTROL}.txt"])
    if "'unsafe" in control.policy or "default-src 'none'" not in control.policy:
        yield f"{CONTROL}: no strict policy: {control.policy!r}"
    addresses = [place for place in places.values() if isinstance(place, str)]
    lowered = Counter(address.lower() for address in addresses)
    yield from (f"{address}: two seeds have this page" for address, n in lowered.items() if n > 1)
    for name, text in texts.items():
        place = places.get(name)
        if not isinstance(place, str):
            yield f"{name!a}: has no page: {place}"
            continue
        if not re.fullmatch(r"briefings/[A-Za-z0-9][A-Za-z0-9._-]*\.html", place):
            yield f"{name!a}: an address with other characters: {place!a}"
        yield from (f"{name!a}: {fault}" for fault in _faults(read(site / place), text, control))
    for path in sorted(site.rglob("*.html")):
        page = read(path)
        where = path.relative_to(site).as_posix()
        yield from (f"{where}: acts: {what}" for what in page.acting)
        if page.policy != control.policy and "unsafe" not in control.policy:
            yield f"{where}: another policy than the control page"
        yield from (
            f"{where}: two elements have the id {id_}"
            for id_, n in Counter(page.ids).items()
            if n > 1
        )
    yield from _other_outputs(site)


def _faults(page: PageRead, text: str, control: PageRead) -> Iterator[str]:
    foreign = page.source_tags.keys() - {"p", "span", "a", "bdi", "mark"}
    if foreign:
        yield f"elements made of text: {sorted(foreign)}"
    for tag in (
        "script",
        "h1",
        "title",
        "base",
        "meta",
        "iframe",
        "form",
        "input",
        "button",
        "style",
    ):
        if page.tags[tag] != control.tags[tag]:
            yield f"{page.tags[tag]} <{tag}>, where the control page has {control.tags[tag]}"
    shown = even("".join(page.article))
    bare = even("".join(page.article), marks=False)
    for line in text.splitlines():
        if even(line) not in shown and even(line, marks=False) not in bare:
            yield f"lost or changed: {line[:60]!a}"


def _other_outputs(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*")):
        where = path.relative_to(site).as_posix()
        try:
            if path.suffix == ".json":
                json.loads(path.read_text(encoding="utf-8"))
            elif path.suffix == ".xml":
                ElementTree.fromstring(path.read_bytes())
            elif path.suffix == ".csv":
                with path.open(encoding="utf-8-sig", newline="") as file:
                    yield from (
                        f"{where}: a cell begins as a formula: {cell[:40]!a}"
                        for row in csv.reader(file)
                        for cell in row
                        if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(cell)
                    )
        except (ValueError, ElementTree.ParseError) as error:
            yield f"{where}: cannot be read: {error}"


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d+)?", cell) is not None


def is_outside(url: str, home: str) -> bool:
    """Tell whether a request goes elsewhere than to the site."""
    return urlsplit(url).scheme in ("http", "https", "ws", "wss") and not url.startswith(home)
