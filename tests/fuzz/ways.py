"""The ways of untrusted bytes through the generator, and what must hold at the end of each.

A way returns what became of its input. It raises for all that should not have happened: an error
that nobody foresaw, or a `FaultError`. Nothing here is guarded, as it is in a run of the generator:
a fault of ours must be seen.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils import meta

from generator import check, lexicon
from generator.build import Generation, data_files
from generator.changes import changes_between
from generator.collate import collate
from generator.contents import contents_of
from generator.errors import SeedError
from generator.model import Article, Briefing, Intake, Page, Quarantined, SeedFile, Sidecar
from generator.record import to_record
from generator.render import Edition, pages
from generator.render.briefing import briefing_page
from generator.render.changes import CHANGES, changes_part
from generator.render.today import fill, home
from generator.sanitizer import first_removed
from generator.search.documents import documents as search_documents
from generator.search.documents import entries as search_entries
from generator.seeds import UnreadableError, intake
from generator.seeds.decoding import decode
from generator.seeds.identity import seed_ids
from generator.seeds.sidecar import parse
from generator.understand import understand
from tests.hostile import PageRead, even

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(__file__).parent / "corpus"
TODAY = date(2026, 11, 21)
PAGE, QUARANTINE, REFUSED, IDS = "page", "quarantine", "refused", "ids"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
_TAKEN = {"index", "readme", "404"} | _DEVICES
# Whatever text a seed holds, these may not be on a page: controls, what turns text round, halves
# of surrogate pairs, and what Unicode says is no character.
_NEVER = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(at)}{chr(at + 1)}" for at in range(0xFFFE, 0x110000, 0x10000))
    + "]"
)
_TEXT = """Talks on the end of the mission

BAGHDAD, 27 January 2024 - Iraq and the US began talks, said Mohammed Shia al-Sudani.
The coalition left Erbil. "About 2,500 troops remain," a spokesman said.
"""


class FaultError(AssertionError):
    """Something holds no longer that must hold for every input."""


def must(holds: object, what: str) -> None:
    """Raise a fault unless something holds."""
    if not holds:
        raise FaultError(what)


@dataclass(frozen=True)
class Works:
    """What is made once, and every page needs."""

    edition: Edition
    markdown: Markdown


@cache
def works() -> Works:
    """Return words, templates, and a Markdown like that of the site."""
    site = load_config(str(ROOT / "mkdocs.yml"))
    extensions = [*site.markdown_extensions, "generator.render.sections"]
    markdown = Markdown(extensions=extensions, extension_configs=site.mdx_configs or {})
    return Works(Edition(lexicon.load(), "en"), markdown)


def seed(data: bytes, *, whole: bool | None = None) -> str:
    """Go the way of a seed: to its page, or to the list of what is set aside.

    With `whole`, every other page and file of a site is made too; if it is None, for one in eight.
    """
    try:
        text, encoding = decode(data)
        article = _article(text, SeedFile("seed.txt", _digest(data), len(data), encoding))
        briefing = understand(article, works().edition.lexicon)
    except UnreadableError as problem:
        must(problem.reason and problem.remedy, "quarantined without a reason")
        return QUARANTINE
    _publish(briefing, _one_in_eight(data) if whole is None else whole)
    return PAGE


def names(data: bytes, *, whole: bool | None = None) -> str:
    """Go the way of the names of a folder, one a line: to ids, and one of them to its page."""
    decoded = data.replace(b"/", b"").replace(b"\0", b"").decode("utf-8", "surrogateescape")
    found = [name for name in dict.fromkeys(decoded.split("\n")) if name]
    ids = look_at_ids(found)
    if found and (_one_in_eight(data) if whole is None else whole):
        source = SeedFile(found[0], _digest(data), len(data), "utf-8")
        article = _article(_TEXT, source, id_=ids[found[0]])
        _publish(understand(article, works().edition.lexicon), whole=True)
    return IDS


def look_at_ids(found: Sequence[str]) -> dict[str, str]:
    """Return the ids of the names of a folder: safe, each once, whatever else is in the folder."""
    ids = seed_ids(found)
    must(ids.keys() == set(found), "a name without an id, or an id without a name")
    must(len({id_.casefold() for id_ in ids.values()}) == len(found), f"one id twice: {ids!a}")
    must(ids == seed_ids(reversed(found)), "ids depend on the order of the names")
    for id_ in ids.values():
        must(_ID.fullmatch(id_) and len(id_) <= 64, f"not a safe id: {id_!a}")
        must(id_.split(".")[0].lower() not in _TAKEN, f"{id_!a} belongs to the system or to us")
        must(not id_.endswith("."), f"Windows drops the end of {id_!a}")
    later = seed_ids([*found, f"{_digest(repr(found).encode())}.txt"])
    must(all(later[name] == id_ for name, id_ in ids.items()), "an id depends on another seed")
    return ids


def sidecar(data: bytes, *, whole: bool | None = None) -> str:
    """Go the way of a sidecar: to what it says and the page that shows it, or to its refusal."""
    path = Path("seed.yml")
    try:
        given = parse(data.decode("utf-8"), path)
        article = _article(_TEXT, SeedFile("seed.txt", _digest(data), 1, "utf-8"), given)
        intake._check_references(article, path, works().edition.lexicon)
    except UnicodeDecodeError:
        return REFUSED
    except SeedError as problem:
        place = re.match(r"seed\.yml:(\d+): \S", str(problem))
        must(place and 1 <= int(place[1]) <= len(data) + 1, f"no place in {problem!a}")
        return REFUSED
    whole = _one_in_eight(data) if whole is None else whole
    _publish(understand(article, works().edition.lexicon), whole)
    return PAGE


WAYS: dict[str, Callable[..., str]] = {"seeds": seed, "names": names, "sidecars": sidecar}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _one_in_eight(data: bytes) -> bool:
    return zlib.crc32(data) % 8 == 0


def _article(
    text: str, source: SeedFile, given: Sidecar | None = None, id_: str = "seed"
) -> Article:
    return intake.to_article(text, source, id_, given or Sidecar(), works().edition.lexicon)


def shown(briefing: Briefing) -> tuple[dict[str, Any], Page]:
    """Return the record of a briefing and its page."""
    edition = works().edition
    alone = collate([briefing], edition.lexicon.entries)
    return to_record(briefing), briefing_page(edition, briefing, alone)


def _publish(briefing: Briefing, whole: bool) -> None:
    """Make of a briefing all that is published, and look at it."""
    article = briefing.article
    record, page = shown(briefing)
    _look_at_record(article, record)
    _look_at_text(article, _html(page))
    texts, folder = {page.path: page.text}, Path("briefings")
    unproved = check._unproved(texts, {article.id: article}, folder)
    must(not (first := next(unproved, "")), first)
    if whole:
        _look_at_site(briefing)


@cache
def other_briefing() -> Briefing:
    """Return another briefing, which the one at hand may tell of, agree with or contradict."""
    source = SeedFile("other.txt", _digest(_TEXT.encode()), len(_TEXT), "utf-8")
    return understand(_article(_TEXT, source, id_="0-the-other-one"), works().edition.lexicon)


def _look_at_site(briefing: Briefing) -> None:
    """Make every page and file of a site of this briefing and the other one."""
    edition, other = works().edition, other_briefing()
    entries = edition.lexicon.entries
    contents = contents_of(collate([briefing, other], entries), entries)
    before = contents_of(collate([other], entries), entries)
    made = tuple(pages(edition, contents, [Quarantined("<b>.txt", "empty", "fill it")]))
    changed = changes_part(edition, contents, changes_between(before, contents), "2026-11-20")
    for page in made:
        text = fill(edition, contents, page.text, TODAY).replace(CHANGES, changed)
        _html(Page(page.path, text))
    works().markdown.reset().convert(home(edition, contents, TODAY, 60))
    committed = {page.path: page.text for page in made}
    broken = check._broken_links(committed, Path("briefings"))
    must(not (first := next(broken, "")), first)
    read = Intake((briefing.article, other.article), (), ())
    must(list(search_documents(edition, contents, "briefings/")), "nothing to search")
    search_entries(edition, contents, "briefings/")
    generation = Generation(read, contents, made, edition)
    for name, text in data_files(generation, "Title", "https://example.org/", TODAY):
        written = text.encode("utf-8")
        if name.endswith(".json"):
            json.loads(written)
        elif name.endswith(".xml"):
            ElementTree.fromstring(written)


def _html(page: Page) -> str:
    """Return the HTML of a page, as MkDocs makes it, after a look at it and at its front matter."""
    body, front = meta.get_data(page.text)
    must(front.get("generated") is True, f"{page.path}: the front matter is broken")
    for value in _texts(front):
        must(not (found := _NEVER.search(value)), f"{page.path}: {found!a} in the front matter")
    html = works().markdown.reset().convert(body)
    must(not (found := _NEVER.search(unescape(html))), f"{page.path}: {found!a} on the page")
    removed = first_removed(html)
    must(removed is None, f"{page.path}: no template writes {removed!a}")
    ids = Counter(re.findall(r'<[^>]* id="([^"]*)"', html))
    must(max(ids.values(), default=1) == 1, f"{page.path}: an id stands twice: {ids!a}")
    return html


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield str(value)


def _look_at_record(article: Article, record: dict[str, Any]) -> None:
    """Find every span of a record in bounds and its words verbatim, each sentence's id once."""
    for key, value in record.items():
        for fact in _facts(value) if key != "editor" else ():
            start, end = fact["start"], fact["end"]
            must(0 <= start < end <= len(article.text), f"{key}: out of bounds: {fact!a}")
            words = fact.get("text", article.text[start:end])
            must(article.text[start:end] == words, f"{key}: not verbatim: {fact!a}")
    ids = [sentence["id"] for sentence in record["sentences"]]
    must(ids, "a page without a sentence")
    must(len(set(ids)) == len(ids), "two sentences have one id")
    for statement in record["statements"]:
        for part in ("cue", "content"):
            must(statement[part] in article.text, f"{part} not verbatim: {statement!a}")


def _facts(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _facts(item)


def _look_at_text(article: Article, html: str) -> None:
    """Find every line of a seed on its page, but for what nobody sees."""
    page = PageRead()
    page.feed(f"<article>{html}</article>")
    page.close()
    shown = even("".join(page.article))
    bare = even("".join(page.article), marks=False)
    for line in article.text.splitlines():
        kept = even(line) in shown or even(line, marks=False) in bare
        must(kept, f"lost or changed: {line!a}")
