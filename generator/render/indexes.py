"""The pages that list others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from generator.collate import Collections, Dossier
from generator.model import EntityType, Page, Quarantined
from generator.render.edition import FOLDERS, HIDDEN, Edition, address, printable
from generator.render.proof import page_name, paged, pager

_BRIEFINGS_PER_PAGE = 150
_ENTITIES_PER_PAGE = 400


def briefings_index(
    edition: Edition, collections: Collections, quarantined: Sequence[Quarantined]
) -> Iterator[Page]:
    """Yield the list of all briefings, and of the files that have none."""
    label = edition.labels["sections"]["briefings"]
    parts = paged(collections.briefings, _BRIEFINGS_PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"{page_name('index', number)}.md",
            "briefings.md.j2",
            {"title": label, "hide": list(HIDDEN)},
            briefings=[edition.listed(briefing, "") for briefing in part],
            quarantined=[
                {"name": printable(file.name), "reason": file.reason, "remedy": file.remedy}
                for file in (quarantined if number == 1 else ())
            ],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def entities_index(
    edition: Edition, type_: EntityType, dossiers: Sequence[Dossier]
) -> Iterator[Page]:
    """Yield the list of all entities of a type, by kind, the most named first."""
    folder = FOLDERS[type_]
    kinds: dict[str, list[Dossier]] = {}
    for dossier in sorted(dossiers, key=lambda d: (-d.mention_count, d.id)):
        entry = edition.lexicon.entries.get(dossier.id)
        kinds.setdefault(entry.kind if entry else "", []).append(dossier)
    listed = [(kind, dossier) for kind, group in kinds.items() for dossier in group]
    parts = paged(listed, _ENTITIES_PER_PAGE)
    for number, part in enumerate(parts, 1):
        groups: dict[str, list[Dossier]] = {}
        for kind, dossier in part:
            groups.setdefault(kind, []).append(dossier)
        yield edition.page(
            f"{folder}/{page_name('index', number)}.md",
            "entities.md.j2",
            {"title": edition.labels["sections"][folder], "hide": list(HIDDEN)},
            label=edition.labels["sections"][folder],
            intro=edition.labels["intro"][folder],
            drawn=type_ == EntityType.PLACE and number == 1,
            groups=[
                {
                    "attributes": Markup(f"{{#{kind}}}"),  # noqa: S704 - our own words
                    "label": edition.labels["kinds"][kind] if len(kinds) > 1 and kind else "",
                    "entities": [_line(edition, dossier) for dossier in group],
                }
                for kind, group in groups.items()
            ],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def _line(edition: Edition, dossier: Dossier) -> dict[str, object]:
    others = [
        {"lang": lang, "dir": edition.direction(lang), "name": escape(name)}
        for lang, name in dossier.name.items()
        if lang != edition.lang
    ]
    return {
        "name": edition.name(dossier.name),
        "href": address(f"{dossier.id}.html"),
        "others": others,
        "count": dossier.mention_count,
    }
