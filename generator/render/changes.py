"""What changed between two states of the collection, for its page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.changes import ChangeSet, Revision
from generator.collate.lineage import Report
from generator.collate.occurrences import Occurrence
from generator.contents import Contents
from generator.export.table import Fact
from generator.model import Briefing, Page
from generator.render.differences import heading
from generator.render.edition import HIDDEN, Edition
from generator.render.facts import CHIPS
from generator.render.occurrence import report_line, when
from generator.render.proof import on_differences, proof

CHANGES = "<!-- briefings: changes -->"
_FOLDER = "../"
_MOST = 60


def changes_page(edition: Edition) -> Page:
    """Return the page whose content is filled in when the site is built, from its history."""
    label = edition.labels["sections"]["changes"]
    front = {"title": label, "hide": list(HIDDEN)}
    return edition.page("changes/index.md", "changes.md.j2", front, label=label, content=CHANGES)


def changes_part(
    edition: Edition, contents: Contents, changed: ChangeSet | None, since: str | None
) -> str:
    """Return the content of the page; `since` is the day of the earlier state, if known."""
    if not changed:
        return edition.render("changes_part.j2", changed=None)
    words = edition.labels["changes"]
    return edition.render(
        "changes_part.j2",
        changed=True,
        since=str(words["since"]).format(date=edition.date(since)) if since else "",
        new=[edition.listed(briefing, _FOLDER) for briefing in changed.new[:_MOST]],
        removed=[edition.title(briefing) for briefing in changed.removed[:_MOST]],
        milestones=[
            {**_milestone(edition, o), **report_line(edition, o.reports[-1], _FOLDER)}
            for o in changed.milestones[:_MOST]
        ],
        gone=[_milestone(edition, o) for o in changed.gone[:_MOST]],
        moved=[
            {
                "kind": edition.labels["events"][move.occurrence.type],
                "when": when(edition, move.occurrence),
                "before": report_line(edition, move.before, _FOLDER),
                "after": report_line(edition, move.after, _FOLDER),
            }
            for move in changed.moved[:_MOST]
        ],
        revised=[_revision(edition, revision) for revision in changed.revised[:_MOST]],
        differences=[
            {
                "href": on_differences(contents, difference, "../differences/"),
                "heading": heading(edition, difference),
                "label": edition.labels["differences"]["kinds"][difference.kind],
                "kind": difference.kind,
            }
            for difference in changed.differences[:_MOST]
        ],
        settled=[heading(edition, difference) for difference in changed.settled[:_MOST]],
    )


def _milestone(edition: Edition, occurrence: Occurrence) -> dict[str, Any]:
    return {
        "kind": edition.labels["events"][occurrence.type],
        "when": when(edition, occurrence),
        "status": edition.labels["statuses"][occurrence.status],
        "chip": CHIPS.get(occurrence.status, "open"),
    }


def _revision(edition: Edition, revision: Revision) -> dict[str, Any]:
    fact = revision.after or revision.before
    return {
        "kind": fact.kind if fact else "",
        "title": edition.title(fact.briefing) if fact else None,
        "before": _side(edition, revision.before, now=False),
        "after": _side(edition, revision.after, now=True),
    }


def _side(edition: Edition, fact: Fact | None, *, now: bool) -> dict[str, Any] | None:
    """Return one side of a revision; only what stands now has a sentence to go to."""
    if fact is None:
        return None
    shown = proof(edition, fact.briefing, fact.sentence, fact.span, _FOLDER)
    return {**shown, "value": f"{fact.value} ({fact.status})", "href": shown["href"] if now else ""}


def lines(edition: Edition, changed: ChangeSet) -> Iterator[str]:
    """Yield what changed as lines for a terminal, each fact with its words and their sentence."""
    for briefing in changed.new:
        yield f"new briefing: {_title(briefing)} ({_place(briefing, '')})"
    for briefing in changed.removed:
        yield f"removed briefing: {_title(briefing)} ({briefing.article.id})"
    for label, some in (("new", changed.milestones), ("no longer told", changed.gone)):
        for occurrence in some:
            kind = edition.labels["events"][occurrence.type]
            status = edition.labels["statuses"][occurrence.status]
            yield f"{label} milestone: {kind} · {status} · {when(edition, occurrence)}"
            yield from (_quoted(report) for report in occurrence.reports)
    for move in changed.moved:
        kind = edition.labels["events"][move.occurrence.type]
        statuses = [edition.labels["statuses"][r.event.status] for r in (move.before, move.after)]
        yield f"changed: {kind}: {' → '.join(statuses)}"
        yield _quoted(move.before)
        yield _quoted(move.after)
    for revision in changed.revised:
        old, now = revision.before, revision.after
        fact = now or old
        if fact is None:
            continue
        said = [f"{side.value} ({side.status})" if side else "nothing" for side in (old, now)]
        yield f"revised: {fact.briefing.article.id}: {fact.kind}: {' → '.join(said)}"
        for side in (old, now):
            if side:
                yield f"    “{side.quote}” ({_place(side.briefing, side.sentence)})"
    for difference in changed.differences:
        kind = edition.labels["differences"]["kinds"][difference.kind]
        yield f"new difference: {heading(edition, difference)}: {kind}"
    for difference in changed.settled:
        yield f"no longer a difference: {heading(edition, difference)}"


def _quoted(report: Report) -> str:
    event, article = report.event, report.briefing.article
    return f"    “{event.span.of(article.text)}” ({_place(report.briefing, event.sentence)})"


def _title(briefing: Briefing) -> str:
    return briefing.article.sidecar.titles.get("en") or briefing.article.title.text


def _place(briefing: Briefing, sentence: str) -> str:
    page = f"briefings/{briefing.article.id}.html"
    return f"{page}#{sentence}" if sentence else page
