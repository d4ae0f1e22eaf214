"""Collections → Pages: the only room that knows Jinja2 and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.contents import Contents
from generator.model import Page, Quarantined
from generator.render.briefing import briefing_page
from generator.render.changes import changes_page
from generator.render.differences import differences_pages
from generator.render.doubts import doubts_pages
from generator.render.edition import FOLDERS, Edition
from generator.render.entity import entity_pages
from generator.render.indexes import briefings_index, entities_index
from generator.render.quantities import quantities_pages
from generator.render.sources import sources_pages
from generator.render.timeline import timeline_pages
from generator.render.voices import voices_pages

__all__ = ["Edition", "pages"]


def pages(
    edition: Edition, contents: Contents, quarantined: Sequence[Quarantined] = ()
) -> Iterator[Page]:
    """Yield every generated page: briefings, entities, what gathers them, and the indexes."""
    collections = contents.collections
    for briefing in collections.briefings:
        yield briefing_page(edition, briefing, collections)
    yield from briefings_index(edition, collections, quarantined)
    for type_ in FOLDERS:
        dossiers = [dossier for dossier in collections.dossiers if dossier.type == type_]
        yield from entities_index(edition, type_, dossiers)
        for dossier in dossiers:
            yield from entity_pages(edition, contents, dossier)
    yield from timeline_pages(edition, contents)
    yield from differences_pages(edition, contents)
    yield from quantities_pages(edition, collections.quantities)
    yield from voices_pages(edition, collections)
    yield from sources_pages(edition, contents)
    yield from doubts_pages(edition, contents)
    yield changes_page(edition)
