"""The page of the sources: outlets and origins, what they cover and when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.collate.sources import ORIGIN, OUTLET, Source
from generator.contents import Contents
from generator.model import Page
from generator.render.edition import FOLDERS, HIDDEN, Edition, address
from generator.render.occurrence import when
from generator.render.proof import on_timeline, page_name, paged, pager

_FOLDER = "../"
_PER_PAGE = 60
_MOST_TEXTS, _MOST_MILESTONES = 8, 10


def sources_pages(edition: Edition, contents: Contents) -> Iterator[Page]:
    """Yield the pages of all outlets and origins, those with the most texts first."""
    label = edition.labels["sections"]["sources"]
    parts = paged(contents.collections.sources, _PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"sources/{page_name('index', number)}.md",
            "sources.md.j2",
            {"title": label, "hide": list(HIDDEN)},
            label=label,
            groups=[
                {
                    "label": edition.labels["sources"][role],
                    "attributes": address(f"#{role}s"),
                    "sources": [
                        _shown(edition, contents, source) for source in part if source.role == role
                    ],
                }
                for role in (OUTLET, ORIGIN)
                if any(source.role == role for source in part)
            ],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def _shown(edition: Edition, contents: Contents, source: Source) -> dict[str, object]:
    words = edition.labels["sources"]
    entry = edition.lexicon.entries.get(source.id)
    named = entry and any(e.id == entry.id for b in source.briefings for e in b.entities)
    href = f"{_FOLDER}{FOLDERS[entry.type]}/{entry.id}.html" if entry and named else ""
    separator = str(edition.labels["gloss"]["separator"])
    rest = len(source.briefings) - _MOST_TEXTS
    return {
        "href": address(href) if href else "",
        "name": (edition.plain_name(entry.id) if entry else source.name) or words["not_stated"],
        "count": len(source.briefings),
        "langs": separator.join(
            f"{edition.labels['languages'].get(lang, lang)} {count}" for lang, count in source.langs
        ),
        "months": separator.join(
            f"{edition.date(month) if month else words['no_month']} {count}"
            for month, count in source.months
        ),
        "milestones": [
            {
                "href": on_timeline(contents, occurrence, "../timeline/"),
                "label": separator.join(
                    (str(edition.labels["events"][occurrence.type]), when(edition, occurrence))
                ),
            }
            for occurrence in source.milestones[:_MOST_MILESTONES]
        ],
        "texts": [edition.listed(briefing, _FOLDER) for briefing in source.briefings[:_MOST_TEXTS]],
        "rest": str(words["rest"]).format(count=rest) if rest > 0 else "",
    }
