"""A Python-Markdown extension: second-level parts become sections, those of the rail an aside.

`## People {#people .rail}` and what follows it goes beside the text; nothing in the Markdown
needs a `<div>`, so that a diff of `briefings/` reads well.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

RAIL = "rail"


class SectionsExtension(Extension):
    """Registers the tree processor after the one that reads attribute lists."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Add the processor; attribute lists run at priority 8, the table of contents at 5."""
        md.treeprocessors.register(_Sections(md), "sections", 4)


class _Sections(Treeprocessor):
    """Wraps headings and what follows them; leaves pages without a rail as they are."""

    def run(self, root: Element) -> None:
        """Rebuild the tree in place."""
        children = list(root)
        if not any(_is_rail(child) for child in children):
            return
        for child in children:
            root.remove(child)
        columns = Element("div", {"class": "columns"})
        place: Element = root
        for child in children:
            if child.tag == "h2":
                if place is root:
                    root.append(columns)
                place = _section(columns, child)
            place.append(child)


def _is_rail(element: Element) -> bool:
    return element.tag == "h2" and RAIL in element.get("class", "").split()


def _section(columns: Element, heading: Element) -> Element:
    """Append a new section for a heading, in the one rail if the heading belongs there."""
    section = Element("section")
    if name := heading.get("id"):
        section.set("aria-labelledby", name)
    if not _is_rail(heading):
        columns.append(section)
        return section
    rail = columns.find("aside")
    if rail is None:
        rail = Element("aside", {"class": RAIL})
        columns.append(rail)
    rail.append(section)
    return section


def makeExtension(**options: object) -> SectionsExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it."""
    return SectionsExtension(**options)
