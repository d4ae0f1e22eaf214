"""Feeds of what is new, as Atom and as JSON Feed: one of the site, one of every entity."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from generator.calendars import bounds
from generator.collate import Dossier
from generator.contents import Contents
from generator.model import Briefing
from generator.render.edition import FOLDERS, Edition

ATOM = "http://www.w3.org/2005/Atom"
_NEWEST = 30
_KEPT = "\t\n\u00a0\u200c\u200d"
_TAG = "tag:drawdown-briefings,2024"


def feeds(
    edition: Edition, contents: Contents, title: str, site_url: str, today: date
) -> Iterator[tuple[str, str]]:
    """Yield every feed: its address below the site's root, and its text."""
    newest = contents.collections.briefings[:_NEWEST]
    yield from _both(edition, "feed", title, newest, site_url, today)
    for dossier in contents.collections.dossiers:
        texts = [appearance.briefing for appearance in dossier.appearances[:_NEWEST]]
        name = dossier.name.get(edition.lang) or next(iter(dossier.name.values()))
        yield from _both(edition, feed_stem(dossier), f"{title}: {name}", texts, site_url, today)


def feed_stem(dossier: Dossier) -> str:
    """Return the address of an entity's feed below the site's root, without its ending."""
    return f"feeds/{FOLDERS[dossier.type]}/{dossier.id}"


def _both(
    edition: Edition,
    stem: str,
    title: str,
    briefings: Sequence[Briefing],
    site_url: str,
    today: date,
) -> Iterator[tuple[str, str]]:
    items = [_item(edition, briefing, stem, site_url, today) for briefing in briefings]
    yield f"{stem}.xml", _atom(stem, title, items, site_url, today)
    yield f"{stem}.json", _json(edition, stem, title, items, site_url)


def _item(
    edition: Edition, briefing: Briefing, stem: str, site_url: str, today: date
) -> dict[str, Any]:
    """Return what both kinds of feed say of a text."""
    article = briefing.article
    page = f"briefings/{article.id}.html"
    href = (
        f"{site_url}{page}" if site_url else posixpath.relpath(page, posixpath.dirname(stem) or ".")
    )
    title = edition.translated_title(briefing) or article.title.text
    return {
        "id": f"{_TAG}:briefing/{article.id}",
        "href": href,
        "title": " ".join(_printable(title).split()),
        "summary": _printable(edition.meta(briefing)),
        "lang": article.lang,
        "published": briefing.published.edtf if _is_day(briefing) else None,
        "updated": _updated(briefing, today),
    }


def _is_day(briefing: Briefing) -> bool:
    return len(briefing.published.edtf or "") == len("2024-01-27")


def _updated(briefing: Briefing, today: date) -> str:
    """Return the last day on which a text may have been published, the site's day if open."""
    edtf = briefing.published.edtf
    last = bounds(edtf)[1] if edtf else date.max
    return min(last, today).isoformat()


def _printable(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and c.isprintable()) or c in "\u200c\u200d"
    )


def _atom(
    stem: str, title: str, items: Sequence[dict[str, Any]], site_url: str, today: date
) -> str:
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _child(feed, "id", f"{_TAG}:{stem}")
    _child(feed, "title", title)
    newest = max((item["updated"] for item in items), default=today.isoformat())
    _child(feed, "updated", f"{newest}T00:00:00Z")
    if site_url:
        ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "href": f"{site_url}{stem}.xml"})
        ET.SubElement(feed, f"{{{ATOM}}}link", {"href": site_url})
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _child(author, "name", title)
    for item in items:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _child(entry, "id", item["id"])
        _child(entry, "title", item["title"])
        _child(entry, "updated", f"{item['updated']}T00:00:00Z")
        if item["published"]:
            _child(entry, "published", f"{item['published']}T00:00:00Z")
        ET.SubElement(entry, f"{{{ATOM}}}link", {"href": item["href"]})
        _child(entry, "summary", item["summary"])
    ET.indent(feed, " ")
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _child(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _json(
    edition: Edition, stem: str, title: str, items: Sequence[dict[str, Any]], site_url: str
) -> str:
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": title}
    if site_url:
        feed |= {"home_page_url": site_url, "feed_url": f"{site_url}{stem}.json"}
    feed |= {
        "language": edition.lang,
        "items": [
            {
                "id": item["id"],
                "url": item["href"],
                "title": item["title"],
                "content_text": item["summary"],
                "language": item["lang"],
                **(
                    {"date_published": f"{item['published']}T00:00:00Z"}
                    if item["published"]
                    else {}
                ),
            }
            for item in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _dated(item: dict[str, Any]) -> dict[str, str]:
    day = item["published"]
    return {"date_published": f"{day}T00:00:00Z"} if day else {}
