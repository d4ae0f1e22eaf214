"""The pipeline: seeds → briefings → collections → pages; and what of it is on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.collate import Collections, collate
from generator.collate.merging import merged
from generator.contents import Contents, contents_of
from generator.errors import GeneratorError, PublishError, SeedError
from generator.export import data_of, to_json
from generator.lexicon import DATA
from generator.locking import locked
from generator.model import Article, Briefing, Intake, Merge, Page, Quarantined
from generator.record import to_record
from generator.render import Edition, pages
from generator.render.feeds import feeds
from generator.seeds import Limits, UnreadableError, guarded, read_folder, read_limits, read_merges
from generator.understand import understand
from generator.vocabulary import Lexicon

SITE_FOLDER = "briefings"
"""Where generated pages stand on the site, and the folder of the repository that holds them."""

GENERATED = b"\ngenerated: true\n"
"""A line of the front matter that every page of ours has; a file without it is never touched."""

# What a killed run leaves behind; the next one removes it.
_UNFINISHED = ".new"

Progress = Callable[[Sequence[Article]], Iterable[Article]]


@dataclass(frozen=True, slots=True)
class Generation:
    """All that one run made, before anything is written."""

    intake: Intake
    contents: Contents
    pages: tuple[Page, ...]
    edition: Edition

    @property
    def collections(self) -> Collections:
        """Return what is known over all seeds."""
        return self.contents.collections


@dataclass(frozen=True, slots=True)
class Changes:
    """What `write` did, or what it would have to do; paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any change."""
        return bool(self.written or self.removed)


def generate(
    seeds: Path,
    lexicon: Lexicon,
    *,
    allow_empty: bool = False,
    progress: Progress = lambda articles: articles,
) -> Generation:
    """Read a folder of seeds and make every page, in memory.

    Raises:
        SeedError: no seed can be published and `allow_empty` is false, or a sidecar is malformed.
    """
    intake, briefings = _understood(seeds, lexicon, progress)
    if not briefings and not allow_empty:
        raise SeedError(
            f"{seeds}: no seed can be published; add a .txt or .md file, or pass --allow-empty"
        )
    merges = read_merges(seeds)
    try:
        return _made(intake, briefings, merges, lexicon)
    except GeneratorError:
        raise
    except Exception:
        # A fault of ours over one seed: find that one, set it aside, publish all others.
        alone = partial(_alone, lexicon=lexicon, limits=read_limits(seeds))
        sound, faulty = _divided(briefings, alone)
        if not sound or not faulty:
            raise
        articles = tuple(briefing.article for briefing in sound)
        intake = Intake(articles, (*intake.quarantined, *faulty), intake.other)
        return _made(intake, sound, merges, lexicon)


def _made(
    intake: Intake, briefings: Sequence[Briefing], merges: Sequence[Merge], lexicon: Lexicon
) -> Generation:
    collections = collate(merged(briefings, merges, lexicon.entries), lexicon.entries)
    edition = Edition(lexicon, "en")
    contents = contents_of(collections, lexicon.entries)
    made = tuple(pages(edition, contents, intake.quarantined))
    return Generation(intake, contents, made, edition)


def _alone(briefing: Briefing, lexicon: Lexicon, limits: Limits) -> Generation:
    """Make the pages of one seed as if there were no other."""
    intake = Intake((briefing.article,), (), ())
    return guarded(partial(_made, intake, [briefing], (), lexicon), limits)


def _divided(
    briefings: Sequence[Briefing], attempt: Callable[[Briefing], object]
) -> tuple[list[Briefing], list[Quarantined]]:
    """Return the briefings with which an attempt succeeds, and why the others are set aside."""
    sound, faulty = [], []
    for briefing in briefings:
        try:
            attempt(briefing)
            sound.append(briefing)
        except UnreadableError as problem:
            faulty.append(Quarantined(briefing.article.seed.path, problem.reason, problem.remedy))
    return sound, faulty


def _understood(seeds: Path, lexicon: Lexicon, progress: Progress) -> tuple[Intake, list[Briefing]]:
    """Read a folder; what cannot be understood is quarantined like what cannot be read."""
    intake = read_folder(seeds, lexicon)
    limits = read_limits(seeds)
    briefings, quarantined = [], list(intake.quarantined)
    for article in progress(intake.articles):
        try:
            briefings.append(guarded(partial(_proved, article, lexicon), limits))
        except UnreadableError as problem:
            quarantined.append(Quarantined(article.seed.path, problem.reason, problem.remedy))
    articles = tuple(briefing.article for briefing in briefings)
    return Intake(articles, tuple(quarantined), intake.other), briefings


def _proved(article: Article, lexicon: Lexicon) -> Briefing:
    briefing = understand(article, lexicon)
    # What cannot be told as a record is found out here, where it harms no other seed.
    to_record(briefing)
    return briefing


def data_files(
    generation: Generation, title: str, site_url: str, today: date
) -> Iterator[tuple[str, str]]:
    """Yield what the site publishes beside its pages: address below its root, text.

    `title` and `site_url` (ending in a slash, or "") are the site's, `today` its day.
    """
    for briefing in generation.collections.briefings:
        yield f"data/records/{briefing.article.id}.json", to_json(to_record(briefing))
    yield "data/seeds.json", to_json(seed_map(generation.intake))
    yield "data/collection.json", to_json(collection_record(generation.collections))
    yield "data/schema.json", (DATA / "record.schema.json").read_text(encoding="utf-8")
    for name, text in data_of(generation.contents, site_url).items():
        yield f"data/{name}", text
    yield from feeds(generation.edition, generation.contents, title, site_url, today)


def collection_record(collections: Collections) -> dict[str, Any]:
    """Return what seeds tell of each other, which no record of one seed holds."""
    return {
        "published_narrowed": {
            id_: {
                "edtf": narrowed.edtf,
                "sentence": narrowed.passage.sentence.id,
                "by": narrowed.passage.other.article.id,
                "by_sentence": narrowed.passage.other_sentence.id,
            }
            for id_, narrowed in sorted(collections.published_narrowed.items())
        },
        "shared_passages": [
            {
                "of": id_,
                "sentence": passage.sentence.id,
                "with": passage.other.article.id,
                "with_sentence": passage.other_sentence.id,
                "words": passage.words,
            }
            for id_, passages in sorted(collections.passages.items())
            for passage in passages
        ],
    }


def seed_map(intake: Intake) -> dict[str, Any]:
    """Return for each file of the seeds folder its page's address, or why it has none."""
    published: dict[str, Any] = {
        article.seed.path: f"{SITE_FOLDER}/{article.id}.html" for article in intake.articles
    }
    for file in intake.quarantined:
        published[file.name] = {"status": "quarantined", "reason": file.reason}
    for name in intake.other:
        published[name] = {"status": "ignored", "reason": "not a .txt or .md file"}
    return published


def contents_at(seeds: Path, lexicon: Lexicon) -> Contents:
    """Return what a folder of seeds holds, without a page of it; it may be empty."""
    _, briefings = _understood(seeds, lexicon, lambda articles: articles)
    joined = merged(briefings, read_merges(seeds), lexicon.entries)
    return contents_of(collate(joined, lexicon.entries), lexicon.entries)


def changes(wanted_pages: Sequence[Page], folder: Path) -> Changes:
    """Return what differs between the pages and the folder; writes nothing."""
    wanted = {page.path: page.text.encode("utf-8") for page in wanted_pages}
    present = _present(folder)
    written = [path for path in wanted if _content(folder / path) != wanted[path]]
    return Changes(tuple(sorted(written)), tuple(sorted(present - wanted.keys())))


def write(wanted_pages: Sequence[Page], folder: Path) -> Changes:
    """Bring the folder up to date: write what changed, each file as a whole, remove what is gone.

    Raises:
        PublishError: the folder holds files that are not generated pages, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            return _bring_up_to_date(wanted_pages, folder)
    except OSError as error:
        raise PublishError(f"{error.filename}: cannot be written: {error.strerror}") from error


def _bring_up_to_date(wanted_pages: Sequence[Page], folder: Path) -> Changes:
    todo = changes(wanted_pages, folder)
    touched = [path for path in (*todo.written, *todo.removed) if (folder / path).is_file()]
    foreign = [path for path in touched if not _is_generated(folder / path)]
    if foreign:
        raise PublishError(
            f"{folder / foreign[0]}: not a generated page; "
            f"{folder} is rewritten by the generator, keep other files elsewhere"
        )
    texts = {page.path: page.text for page in wanted_pages}
    for left in folder.rglob(f".*.md{_UNFINISHED}"):
        left.unlink()
    for path in todo.written:
        _replace(folder / path, texts[path])
    for path in todo.removed:
        (folder / path).unlink()
    return todo


def _present(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md") if path.is_file()}


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _is_generated(path: Path) -> bool:
    return GENERATED in path.read_bytes()


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{_UNFINISHED}")
    temporary.write_bytes(text.encode("utf-8"))
    os.replace(temporary, path)  # noqa: PTH105 - the name of the system call says what happens
