"""Words of a source with the way to their sentence, for pages that gather many texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from markupsafe import Markup

from generator.collate.occurrences import Occurrence
from generator.collate.quantities import Quantity
from generator.compare import Difference
from generator.contents import Contents
from generator.model import Briefing, Span
from generator.render.edition import FOLDERS, Edition, address
from generator.render.literal import quotation

EVENTS_PER_PAGE, DIFFERENCES_PER_PAGE, QUANTITIES_PER_PAGE = 100, 40, 20
"""How many of each stand on one page."""
_Item = TypeVar("_Item")


def proof(
    edition: Edition, briefing: Briefing, sentence: str, span: Span, folder: str
) -> dict[str, object]:
    """Return a quotation: its address, language, direction, HTML, and whose text it is.

    `folder` leads from the page to the briefings.
    """
    article = briefing.article
    stands = next(item for item in article.sentences if item.id == sentence)
    return {
        "href": address(f"{folder}{article.id}.html#{sentence}"),
        "lang": stands.lang,
        "dir": article.paragraphs[stands.paragraph].direction,
        "html": quotation(article.text, span, article.removed),
        "title": edition.title(briefing),
        "meta": edition.meta(briefing),
        "briefing": address(f"{folder}{article.id}.html"),
    }


def entity_link(edition: Edition, entity_id: str, folder: str) -> dict[str, object]:
    """Return the address and name of the page of a gazetteer entry that a text names."""
    entry = edition.lexicon.entries[entity_id]
    href = address(f"{folder}{FOLDERS[entry.type]}/{entry.id}.html")
    return {"href": href, "name": edition.name(entry.name)}


def on_timeline(contents: Contents, occurrence: Occurrence, folder: str) -> Markup:
    """Return the address of an event on the timeline; `folder` leads there."""
    name = page_name("index", contents.order[occurrence.id] // EVENTS_PER_PAGE + 1)
    return address(f"{folder}{name}.html#{occurrence.id}")


def on_differences(contents: Contents, difference: Difference, folder: str) -> Markup:
    """Return the address of a difference on its page; `folder` leads there."""
    place = contents.differences.index(difference)
    name = page_name("index", place // DIFFERENCES_PER_PAGE + 1)
    return address(f"{folder}{name}.html#{difference.id}")


def on_quantities(contents: Contents, quantity: Quantity, folder: str) -> Markup:
    """Return the address of a quantity on the pages of figures; `folder` leads there."""
    place = contents.collections.quantities.index(quantity)
    name = page_name("index", place // QUANTITIES_PER_PAGE + 1)
    return address(f"{folder}{name}.html#{quantity.id}")


def page_name(stem: str, number: int) -> str:
    """Return the file name of a page of a list that may go on over several."""
    return stem if number == 1 else f"{stem}.{number}"


def counted(edition: Edition, group: str, name: str, count: int) -> str:
    """Return a label with a number in it, "" for none; `<name>_one` is that for one."""
    if count < 1:
        return ""
    label = edition.labels[group][f"{name}_one" if count == 1 else name]
    return str(label).format(count=count)


def paged(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    """Return a list in pages; one, empty, for none."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def pager(edition: Edition, stem: str, number: int, count: int) -> Iterator[dict[str, object]]:
    """Yield the links between the pages of a list, none for a single page."""
    words = str(edition.labels["entity"]["page"])
    for other in range(1, count + 1) if count > 1 else ():
        yield {
            "label": words.format(number=other),
            "href": "" if other == number else address(f"{page_name(stem, other)}.html"),
        }
