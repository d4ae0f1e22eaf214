"""The page of figures across sources: a row for each reading, a drawing where there is a series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.collate.quantities import Quantity, Reading
from generator.model import Page
from generator.render.charts import series
from generator.render.edition import HIDDEN, Edition, address
from generator.render.proof import QUANTITIES_PER_PAGE, counted, page_name, paged, pager, proof
from generator.wording.gloss import quantity as in_words

_FOLDER = "../"
# Of one quantity the latest; earlier readings stand on the pages of their texts.
_MOST_READINGS = 40


def quantities_pages(edition: Edition, found: Sequence[Quantity]) -> Iterator[Page]:
    """Yield the page of all quantities about the drawdown."""
    label = edition.labels["sections"]["quantities"]
    parts = paged(found, QUANTITIES_PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield edition.page(
            f"figures/{page_name('index', number)}.md",
            "quantities.md.j2",
            {"title": label, "hide": list(HIDDEN)},
            label=label,
            quantities=[_shown(edition, quantity) for quantity in part],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def heading(edition: Edition, quantity: Quantity) -> str:
    """Return what a quantity counts, and where, in words."""
    words = edition.labels["quantities"]
    unit = words["units"][quantity.unit]
    if not quantity.place:
        return str(words["anywhere"]).format(unit=unit) if quantity.unit == "troops" else str(unit)
    return str(words["in"]).format(unit=unit, place=edition.plain_name(quantity.place))


def _shown(edition: Edition, quantity: Quantity) -> dict[str, object]:
    return {
        "attributes": address(f"#{quantity.id}"),
        "heading": heading(edition, quantity),
        "drawing": series(edition, quantity),
        "rows": [_row(edition, reading) for reading in quantity.readings[-_MOST_READINGS:]],
        "earlier": counted(
            edition, "quantities", "earlier", len(quantity.readings) - _MOST_READINGS
        ),
    }


def _row(edition: Edition, reading: Reading) -> dict[str, object]:
    figure = reading.figure
    stated = figure.as_of is not None
    return {
        "words": in_words(figure, edition.labels),
        "as_of": edition.date(reading.as_of),
        "basis": edition.labels["quantities"]["stated" if stated else "published"],
        "status": edition.labels["quantities"]["statuses"][reading.status],
        "chip": "planned" if reading.status == "planned" else "happened",
        **proof(edition, reading.briefing, figure.sentence, figure.span, _FOLDER),
    }
