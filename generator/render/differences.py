"""The page of where sources differ: claims by sources, each cell a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.compare import KINDS, Cell, Claim, Difference
from generator.contents import Contents
from generator.model import Briefing, Page
from generator.render.edition import FOLDERS, HIDDEN, Edition, address
from generator.render.occurrence import lineage_words, strength, when
from generator.render.proof import (
    DIFFERENCES_PER_PAGE,
    counted,
    on_timeline,
    page_name,
    paged,
    pager,
    proof,
)
from generator.wording.gloss import quantity

_FOLDER = "../"
# A matrix of more texts than this is not read; the rest stand on the timeline.
_MOST_COLUMNS = 6


def differences_pages(edition: Edition, contents: Contents) -> Iterator[Page]:
    """Yield the page of all differences, those that matter first."""
    label = edition.labels["sections"]["differences"]
    parts = paged(contents.differences, DIFFERENCES_PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"differences/{page_name('index', number)}.md",
            "differences.md.j2",
            {"title": label, "hide": list(HIDDEN)},
            label=label,
            kinds=[_kind(edition, kind) for kind in KINDS],
            differences=[_shown(edition, contents, difference) for difference in part],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def heading(edition: Edition, difference: Difference) -> str:
    """Return what a difference is about, in words."""
    words = edition.labels["differences"]["topics"]
    subject = difference.subject
    if difference.topic == "office":
        subject = edition.lexicon.offices[subject].name[edition.lang]
    elif difference.topic == "name":
        subject = edition.plain_name(subject)
    elif difference.topic == "figure":
        reading = difference.claims[0].reading
        place = reading.figure.place if reading else None
        unit = str(edition.labels["figures"]["units"][subject])
        names = [unit, edition.plain_name(place)] if place else [unit]
        subject = str(edition.labels["list_separator"]).join(names)
    return str(words[difference.topic]).format(subject=subject)


def _kind(edition: Edition, kind: str) -> dict[str, object]:
    words = edition.labels["differences"]
    return {"kind": kind, "label": words["kinds"][kind], "rule": words["rules"][kind]}


def _shown(edition: Edition, contents: Contents, difference: Difference) -> dict[str, object]:
    briefings = _columns(difference)
    shown = {briefing.article.id for briefing in briefings}
    claims = [
        c for c in difference.claims if shown & {cell.briefing.article.id for cell in c.cells}
    ]
    return {
        "id": address(difference.id),
        "heading": heading(edition, difference),
        "attributes": address(f"#{difference.id}"),
        **_kind(edition, difference.kind),
        "columns": [_column(edition, briefing) for briefing in briefings],
        "rows": [_row(edition, contents, claim, briefings) for claim in claims],
        "more": counted(
            *(edition, "differences", "more_texts", len(difference.briefings) - len(briefings))
        ),
    }


def _columns(difference: Difference) -> Sequence[Briefing]:
    """Return the texts that have a column: of the latest claims one each, then the latest."""
    order = {briefing.article.id: i for i, briefing in enumerate(difference.briefings)}
    of_claims = [
        max((cell.briefing for cell in claim.cells), key=lambda b: order[b.article.id])
        for claim in reversed(difference.claims)
    ]
    found = {b.article.id: b for b in (*of_claims, *reversed(difference.briefings))}
    some = list(found.values())[:_MOST_COLUMNS]
    return sorted(some, key=lambda briefing: order[briefing.article.id])


def _column(edition: Edition, briefing: Briefing) -> dict[str, object]:
    outlet = briefing.outlet.name if briefing.outlet else ""
    return {
        "href": address(f"{_FOLDER}{briefing.article.id}.html"),
        "title": edition.title(briefing),
        "outlet": outlet,
        "published": edition.date(briefing.published.edtf),
        "language": edition.languages(briefing.article.langs),
    }


def _row(
    edition: Edition, contents: Contents, claim: Claim, briefings: Sequence[Briefing]
) -> dict[str, object]:
    """Return a claim with a cell for each text, those that are silent empty."""
    by_text: dict[str, Cell] = {cell.briefing.article.id: cell for cell in claim.cells}
    cells = []
    for briefing in briefings:
        cell = by_text.get(briefing.article.id)
        cells.append(
            {
                "word": edition.labels["statuses"].get(cell.word, ""),
                **proof(edition, cell.briefing, cell.sentence, cell.span, _FOLDER),
            }
            if cell
            else None
        )
    return {"cells": cells, **_claim(edition, contents, claim)}


def _claim(edition: Edition, contents: Contents, claim: Claim) -> dict[str, object]:
    """Return what is claimed, in words, with the way to where it stands in full."""
    if claim.occurrence:
        occurrence = claim.occurrence
        places = [edition.plain_name(id_) for id_ in occurrence.where]
        said = [edition.labels["events"][occurrence.type], when(edition, occurrence), *places]
        return {
            "label": str(edition.labels["gloss"]["separator"]).join(map(str, said)),
            "href": on_timeline(contents, occurrence, "../timeline/"),
            "lineage": lineage_words(edition, occurrence),
            **strength(edition, occurrence.lineage.strength),
        }
    plain: dict[str, object] = {"lineage": "", "strength": "", "strength_rule": "", "href": ""}
    if claim.reading:
        return {**plain, "label": quantity(claim.reading.figure, edition.labels)}
    entry = edition.lexicon.entries[claim.entity]
    href = address(f"{_FOLDER}{FOLDERS[entry.type]}/{entry.id}.html")
    return {**plain, "label": edition.plain_name(claim.entity), "href": href}
