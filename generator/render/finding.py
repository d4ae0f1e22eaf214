"""The page of search: its form, and ways to every briefing that need no search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.calendars import bounds
from generator.contents import Contents
from generator.model import Briefing, Page
from generator.render.edition import FOLDERS, HIDDEN, Edition

SEARCH = "search/index.md"
"""The page's place below the root of the site."""

_MOST_LISTED = 30
"""So many briefings of a month, a source or a language are listed; the rest is behind a link."""
_MOST_GROUPS = 60
"""So many months and sources, those with most briefings."""


def search_labels(edition: Edition) -> dict[str, object]:
    """Return the words that the browser needs to show results."""
    labels = edition.labels
    return {
        **labels["search"],
        "lang": edition.lang,
        "languages": labels["languages"],
        "kinds": labels["events"],
        "groups": [[name, labels["sections"][name]] for name in _GROUPS],
    }


_GROUPS = (*FOLDERS.values(), "timeline", "differences")


def search_page(edition: Edition, contents: Contents) -> Page:
    """Return the page of search."""
    labels = edition.labels["search"]
    found = contents.collections.briefings
    sections = edition.labels["sections"]
    return edition.page(
        SEARCH,
        "search.md.j2",
        {"title": labels["title"], "hide": list(HIDDEN)},
        groups=[(sections[name], f"../briefings/{name}/index.html") for name in _GROUPS],
        lists=[
            (labels["by_month"], list(_by_month(edition, found))),
            (labels["by_source"], list(_by_source(edition, found))),
            (labels["by_language"], list(_by_language(edition, found))),
        ],
        most=_MOST_LISTED,
    )


_Lists = Iterator[tuple[str, list[dict[str, object]], int]]


def _by_month(edition: Edition, found: Sequence[Briefing]) -> _Lists:
    groups = _grouped(found, month_of)
    undated = groups.pop("", [])
    for month in sorted(_largest(groups), reverse=True):
        yield _group(edition, edition.date(month), groups[month])
    if undated:
        yield _group(edition, edition.labels["search"]["undated"], undated)


def month_of(briefing: Briefing) -> str:
    """Return the month in which a text was published, as YYYY-MM, or "" if it is not known."""
    if not briefing.published.edtf:
        return ""
    first, last = bounds(briefing.published.edtf)
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.year:04}-{first.month:02}" if same else ""


def _by_source(edition: Edition, found: Sequence[Briefing]) -> _Lists:
    groups = _grouped(found, lambda briefing: briefing.outlet.name if briefing.outlet else "")
    for name in sorted(_largest(groups), key=lambda name: (not name, name.casefold())):
        yield _group(edition, name or edition.labels["not_stated"], groups[name])


def _grouped(
    found: Sequence[Briefing], key: Callable[[Briefing], str]
) -> dict[str, list[Briefing]]:
    groups: dict[str, list[Briefing]] = defaultdict(list)
    for briefing in found:
        groups[key(briefing)].append(briefing)
    return groups


def _largest(groups: Mapping[str, Sequence[Briefing]]) -> list[str]:
    return sorted(groups, key=lambda name: -len(groups[name]))[:_MOST_GROUPS]


def _by_language(edition: Edition, found: Sequence[Briefing]) -> _Lists:
    groups = _grouped(found, lambda briefing: briefing.article.lang)
    names: Mapping[str, str] = edition.labels["languages"]
    for lang in sorted(groups):
        yield _group(edition, names.get(lang, lang), groups[lang])


def _group(
    edition: Edition, label: str, found: Sequence[Briefing]
) -> tuple[str, list[dict[str, object]], int]:
    listed = [edition.listed(briefing, "../briefings/") for briefing in found[:_MOST_LISTED]]
    return str(label), listed, len(found)
