"""Collections → Pages: the only room that knows Jinja2 and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.collate import Collections
from generator.model import Page, Quarantined
from generator.render.briefing import briefing_page
from generator.render.edition import FOLDERS, Edition
from generator.render.entity import entity_pages
from generator.render.indexes import briefings_index, entities_index, latest

__all__ = ["Edition", "latest", "pages"]


def pages(
    edition: Edition, collections: Collections, quarantined: Sequence[Quarantined] = ()
) -> Iterator[Page]:
    """Yield every generated page: briefings, entities, and their indexes."""
    for briefing in collections.briefings:
        yield briefing_page(edition, briefing, collections)
    yield briefings_index(edition, collections, quarantined)
    for type_ in FOLDERS:
        dossiers = [dossier for dossier in collections.dossiers if dossier.type == type_]
        yield entities_index(edition, type_, dossiers)
        for dossier in dossiers:
            yield from entity_pages(edition, dossier)
