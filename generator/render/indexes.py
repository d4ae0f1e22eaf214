"""The pages that list others, and the home page's part on what is newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup, escape

from generator.collate import Collections, Dossier
from generator.model import EntityType, Page, Quarantined
from generator.render.edition import FOLDERS, HIDDEN, Edition, address, printable

_LATEST = 5


def briefings_index(
    edition: Edition, collections: Collections, quarantined: Sequence[Quarantined]
) -> Page:
    """Return the list of all briefings, and of the files that have none."""
    front = {"title": edition.labels["sections"]["briefings"], "hide": list(HIDDEN)}
    return edition.page(
        "index.md",
        "briefings.md.j2",
        front,
        briefings=[edition.listed(briefing, "") for briefing in collections.briefings],
        quarantined=[
            {"name": printable(file.name), "reason": file.reason, "remedy": file.remedy}
            for file in quarantined
        ],
    )


def entities_index(edition: Edition, type_: EntityType, dossiers: Sequence[Dossier]) -> Page:
    """Return the list of all entities of a type, by kind, the most named first."""
    folder = FOLDERS[type_]
    groups: dict[str, list[Dossier]] = {}
    for dossier in sorted(dossiers, key=lambda d: (-d.mention_count, d.id)):
        entry = edition.lexicon.entries.get(dossier.id)
        groups.setdefault(entry.kind if entry else "", []).append(dossier)
    labelled = len(groups) > 1
    return edition.page(
        f"{folder}/index.md",
        "entities.md.j2",
        {"title": edition.labels["sections"][folder], "hide": list(HIDDEN)},
        label=edition.labels["sections"][folder],
        intro=edition.labels["intro"][folder],
        groups=[
            {
                "attributes": Markup(f"{{#{kind}}}"),  # noqa: S704 - our own words
                "label": edition.labels["kinds"][kind] if labelled and kind else "",
                "entities": [_line(edition, dossier) for dossier in group],
            }
            for kind, group in groups.items()
        ],
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


def latest(edition: Edition, collections: Collections, today: str) -> str:
    """Return the home page's part on what is newest; `today` is an EDTF date."""
    counts = Counter(dossier.type for dossier in collections.dossiers)
    words = edition.labels["site"]
    return edition.render(
        "latest.md.j2",
        briefings=[edition.listed(b, "briefings/") for b in collections.briefings[:_LATEST]],
        counts=str(words["counts"]).format(
            briefings=len(collections.briefings),
            **{folder: counts[type_] for type_, folder in FOLDERS.items()},
        ),
        built=str(words["built"]).format(date=edition.date(today)),
    )
