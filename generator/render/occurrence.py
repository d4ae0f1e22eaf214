"""An event out of many reports in words: what, when, where, how it stands, who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from generator.collate.lineage import STRENGTHS, Lineage, Report
from generator.collate.occurrences import AHEAD, Occurrence
from generator.model import Briefing
from generator.render.edition import Edition, address
from generator.render.facts import CHIPS, glosses
from generator.render.proof import entity_link, proof


def line(
    edition: Edition,
    occurrence: Occurrence,
    confirmed: Mapping[str, Occurrence],
    folder: str,
) -> dict[str, object]:
    """Return what a list of events shows of one; `folder` leads from the page to the briefings.

    `due` is the date against which the site's clock is held, "" where nothing is open: a template
    writes it where the state of that day is filled in.
    """
    labels = edition.labels
    by = confirmed.get(occurrence.id)
    open_ = occurrence.when and occurrence.status in AHEAD and by is None
    langs = dict.fromkeys(report.briefing.article.lang for report in occurrence.reports)
    return {
        "id": address(occurrence.id),
        "kind": labels["events"][occurrence.type],
        "type": occurrence.type,
        "when": when(edition, occurrence),
        "status": labels["statuses"][occurrence.status],
        "state": occurrence.status,
        "chip": CHIPS.get(occurrence.status, "open"),
        "places": [entity_link(edition, id_, folder) for id_ in occurrence.where],
        "where": " ".join(occurrence.where),
        "langs": " ".join(langs),
        "due": due_mark(occurrence) if open_ else "",
        "due_date": due_date(occurrence) if open_ else "",
        "confirmed": _confirmed(edition, by, folder) if by else None,
        "moves": list(_moves(edition, occurrence, folder)),
        "order_unknown": not occurrence.moves,
        "lineage": lineage_words(edition, occurrence),
        **strength(edition, occurrence.lineage.strength),
        "reports": [report_line(edition, report, folder) for report in occurrence.reports],
    }


def when(edition: Edition, occurrence: Occurrence) -> str:
    """Return the date of an event in words, with how it relates to it."""
    if occurrence.when is None:
        return str(edition.labels["timeline"]["undated"])
    relation = edition.labels["relations"].get(occurrence.relation, "")
    if occurrence.relation == "since" and occurrence.status != "happened":
        relation = edition.labels["gloss"]["starting"]
    date = edition.date(occurrence.when)
    return date if occurrence.relation == "in" else f"{relation} {date}".strip()


def due_date(occurrence: Occurrence) -> Markup:
    """Return the date by which an event is due, as EDTF without its qualifier."""
    return address(str(occurrence.when).replace("~", ""))


def due_mark(occurrence: Occurrence) -> Markup:
    """Return the comment that the site's clock fills in when the page is built."""
    return Markup("<!-- due: {} -->").format(due_date(occurrence))


def report_line(edition: Edition, report: Report, folder: str) -> dict[str, object]:
    """Return one text's telling of an event: who says so, the words, the way to them."""
    event = report.event
    return {
        "status": edition.labels["statuses"][event.status],
        "chip": CHIPS.get(event.status, "open"),
        "speaker": speaker_of(edition, report.briefing, report),
        **proof(edition, report.briefing, event.sentence, event.span, folder),
    }


def speaker_of(edition: Edition, briefing: Briefing, report: Report) -> str:
    """Return in words who tells an event in a text, "" where nobody is named."""
    if report.statement is None:
        return ""
    place = briefing.statements.index(report.statement)
    return glosses(edition, briefing, "statement")[place][0]


def lineage_words(edition: Edition, occurrence: Occurrence) -> str:
    """Return how many outlets and origins tell an event, and how many deny it, origins by name."""
    told = _counts(edition, occurrence.lineage)
    if occurrence.denial is None:
        return told
    denied = _counts(edition, occurrence.denial)
    return str(edition.labels["lineage"]["denied"]).format(told=told, denied=denied)


def _counts(edition: Edition, lineage: Lineage) -> str:
    words = edition.labels["lineage"]

    def counted(name: str, count: int) -> str:
        return str(words[f"{name}_one" if count == 1 else name]).format(count=count)

    names = [edition.plain_name(id_) for id_ in lineage.origins]
    if lineage.unnamed and names:
        names.append(counted("unnamed", lineage.unnamed))
    outlets = counted("outlets", lineage.outlets)
    if not names:
        return str(words["no_origin"]).format(outlets=outlets)
    origins = counted("origins", lineage.origin_count)
    said = str(edition.labels["list_separator"]).join(names)
    return str(words["phrase"]).format(outlets=outlets, origins=origins, names=said)


def strength(edition: Edition, label: str) -> dict[str, object]:
    """Return a label of strength in words, and its rule."""
    words = edition.labels["strength"][label]
    rule = edition.labels["strength"]["rules"][label]
    return {"strength": words, "strength_rule": rule, "strength_rank": STRENGTHS.index(label)}


def _confirmed(edition: Edition, by: Occurrence, folder: str) -> dict[str, object]:
    report = by.reports[-1]
    href = address(f"{folder}{report.briefing.article.id}.html#{report.event.sentence}")
    return {"href": href, "when": edition.date(by.when) if by.when else ""}


def _moves(edition: Edition, occurrence: Occurrence, folder: str) -> Iterator[dict[str, object]]:
    """Yield the statuses on the way, each with its sentence, where there is more than one."""
    for report in occurrence.moves if len(occurrence.moves) > 1 else ():
        href = f"{folder}{report.briefing.article.id}.html#{report.event.sentence}"
        yield {
            "status": edition.labels["statuses"][report.event.status],
            "chip": CHIPS.get(report.event.status, "open"),
            "href": address(href),
            "published": edition.date(report.briefing.published.edtf),
        }
