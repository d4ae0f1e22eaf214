"""The pages of who said what: by institution and speaker, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.collate import Collections
from generator.collate.voices import Said, Voice
from generator.model import EntityType, Page
from generator.render.edition import FOLDERS, HIDDEN, Edition, address
from generator.render.facts import glosses
from generator.render.proof import page_name, paged, pager, proof

_FOLDER = "../"
_PER_PAGE = 40
# The rest of what a speaker said stands on the speaker's page.
_MOST_SAID = 5


def voices_pages(edition: Edition, collections: Collections) -> Iterator[Page]:
    """Yield the pages of all speakers, grouped by the institution they speak for."""
    label = edition.labels["sections"]["voices"]
    parts = paged(_by_institution(edition, collections.voices), _PER_PAGE)
    types = {dossier.id: dossier for dossier in collections.dossiers}
    for number, part in enumerate(parts, 1):
        groups: dict[str, list[dict[str, Any]]] = {}
        for institution, voice in part:
            groups.setdefault(institution, []).append(_shown(edition, voice, types))
        yield edition.page(
            f"statements/{page_name('index', number)}.md",
            "voices.md.j2",
            {"title": label, "hide": list(HIDDEN)},
            label=label,
            groups=[
                {"label": label_of, "attributes": address(f"#v-{number}-{place}"), "voices": group}
                for place, (label_of, group) in enumerate(groups.items(), 1)
            ],
            pager=list(pager(edition, "index", number, len(parts))),
        )


def _by_institution(edition: Edition, voices: Sequence[Voice]) -> list[tuple[str, Voice]]:
    """Return the speakers with the name of what they speak for, the most quoted first."""
    named = [(institution(edition, voice.speaker), voice) for voice in voices]
    counts: dict[str, int] = {}
    for name, voice in named:
        counts[name] = counts.get(name, 0) + len(voice.said)
    last = [edition.labels["voices"][name] for name in ("others", "unnamed")]
    order = {name: place for place, name in enumerate(last, 1)}
    return sorted(named, key=lambda pair: (order.get(pair[0], 0), -counts[pair[0]], pair[0]))


def institution(edition: Edition, speaker: str) -> str:
    """Return in words whom a speaker speaks for: the body of the latest office, or itself."""
    if not speaker:
        return str(edition.labels["voices"]["unnamed"])
    entry = edition.lexicon.entries.get(speaker)
    if entry is None or (entry.type == EntityType.PERSON and not entry.terms):
        return str(edition.labels["voices"]["others"])
    if entry.type != EntityType.PERSON:
        return edition.plain_name(speaker)
    office = edition.lexicon.offices[max(entry.terms, key=lambda term: term.first).office]
    if office.of in edition.lexicon.entries:
        return edition.plain_name(office.of)
    return str(edition.labels["voices"]["others"])


def _shown(edition: Edition, voice: Voice, dossiers: dict[str, Any]) -> dict[str, Any]:
    dossier = dossiers.get(voice.speaker)
    href = f"{_FOLDER}{FOLDERS[dossier.type]}/{dossier.id}.html" if dossier else ""
    words = edition.labels["voices"]
    rest = len(voice.said) - _MOST_SAID
    return {
        "href": address(href) if href else "",
        "name": edition.name(dossier.name) if dossier else words["unnamed"],
        "count": len(voice.said),
        "rest": str(words["rest"]).format(count=rest) if rest > 0 and href else "",
        "said": [_without_name(edition, said) for said in voice.said[:_MOST_SAID]],
    }


def _without_name(edition: Edition, said: Said) -> dict[str, Any]:
    """Return a statement under the name of its speaker, which need not be said again."""
    shown = said_line(edition, said, _FOLDER)
    named = said.statement.speaker is not None and said.statement.via is None
    return {**shown, "speaker": ""} if named else shown


def said_line(edition: Edition, said: Said, folder: str) -> dict[str, Any]:
    """Return one statement: who speaks in words, of what, when, and the words themselves."""
    statement = said.statement
    speaker, _, *about = glosses(edition, said.briefing, "statement")[said.place]
    return {
        "speaker": speaker,
        "about": " ".join(about),
        "direct": statement.direct,
        "published": edition.date(said.briefing.published.edtf),
        **proof(edition, said.briefing, statement.sentence, statement.content, folder),
    }
