"""Make many briefings for search out of real sentences: `corpus.py OUT COUNT FOLDER...`.

The sentences of the seeds in the folders are put together anew, some 300 words a text and one main
language each, in the same way at every run. Words that the queries of the evaluation ask for, in
this form or another language, are left out of them: what answers a query are the real texts alone,
and their neighbours by stem, frame, sound and slip remain to compete. OUT gets the texts as seeds.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import lexicon
from generator.errors import SeedError
from generator.search.analysis import Analyser
from generator.search.concepts import Concepts, terms
from generator.search.documents import Document, Passage
from generator.seeds.intake import read_one
from generator.understand import understand
from generator.vocabulary import Lexicon

ROOT = Path(__file__).parent.parent.parent
QUERIES = ROOT / "tests/cases/search/queries.json"
_WORDS = 300
_FEWEST = 5
_HEADLINE = 12


@dataclass(frozen=True)
class Scrap:
    """A real sentence without what is asked for, and the entities named in what is left."""

    lang: str
    words: int
    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """The words that queries ask for, bare, and the concepts that they stand for."""

    forms: frozenset[str]
    concepts: frozenset[str]


def asked_for(queries: Iterable[dict], analyser: Analyser, concepts: Concepts) -> Asked:
    """Return what the queries ask for that should find something."""
    forms: set[str] = set()
    ideas: set[str] = set()
    for query in queries:
        words = analyser.words(query["q"]) if query["expected"] else []
        forms |= {word.bare for word in words if not word.is_stop}
        for place, word in enumerate(words):
            for phrase in concepts.phrases.get(word.stem, ()):
                there = words[place : place + len(phrase.words)]
                if tuple(w.bare if phrase.exact else w.stem for w in there) == phrase.words:
                    ideas.add(phrase.concept)
    return Asked(frozenset(forms), frozenset(ideas))


def scraps(folders: Sequence[Path], known: Lexicon, asked: Asked) -> Iterator[Scrap]:
    """Yield the sentences of all seeds in the folders without the words asked for."""
    analyser = Analyser(known.search.analysis)
    concepts = Concepts(analyser, terms(known, ()))
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        try:
            briefing = understand(read_one(path, known), known)
        except SeedError:
            continue
        article = briefing.article
        for sentence in article.sentences:
            text = sentence.span.of(article.text)
            gone, left = [], []
            for entity in briefing.entities:
                for mention in entity.mentions:
                    if mention.sentence == sentence.id:
                        (gone if entity.id in asked.concepts else left).append((entity.id, mention))
            tokens = analyser.tokens(text)
            kept = []
            for token in tokens:
                place = sentence.span.start + token.start
                named = any(m.span.start <= place < m.span.end for _, m in gone)
                word = analyser.word(token.text)
                ideas = set(concepts.in_words(sentence.lang, [word]))
                if (
                    not named
                    and not asked.forms & {word.bare, *word.guesses}
                    and not ideas & asked.concepts
                ):
                    kept.append(text[token.start : token.end])
            if len(kept) >= _FEWEST:
                entities = tuple(dict.fromkeys(id_ for id_, _ in left))
                yield Scrap(sentence.lang, len(kept), " ".join(kept) + ".", entities)


def made(found: Sequence[Scrap], count: int) -> Iterator[Document]:
    """Yield that many documents, the same at every run."""
    by_lang: dict[str, list[Scrap]] = defaultdict(list)
    for scrap in found:
        by_lang[scrap.lang].append(scrap)
    langs = [lang for lang in ("ar", "fa", "en") if by_lang[lang]]
    for number in range(count):
        chance = random.Random(number)
        lang = langs[number % len(langs)]
        chosen: list[Scrap] = []
        while sum(scrap.words for scrap in chosen) < _WORDS:
            chosen.append(chance.choice(by_lang[lang]))
        headline = " ".join(chosen[0].text.split()[:_HEADLINE])
        yield Document(
            address=f"briefings/made-{number:06}.html",
            headline="",
            read_in="en",
            original=Passage("", lang, headline),
            outlet=f"Outlet {number % 40}",
            written="",
            month=f"{2019 + number % 7}-{1 + number % 12:02}",
            lang=lang,
            on_topic=True,
            passages=tuple(
                Passage(f"s-{place}", lang, scrap.text) for place, scrap in enumerate(chosen)
            ),
            told=(),
            concepts=tuple(dict.fromkeys(id_ for scrap in chosen for id_ in scrap.entities)),
            in_headline=(),
            people=(),
            places=(),
            kinds=(),
        )


def gathered(count: int, folders: Sequence[Path], known: Lexicon) -> Iterator[Document]:
    """Yield that many documents made of the seeds in the folders."""
    analyser = Analyser(known.search.analysis)
    concepts = Concepts(analyser, terms(known, ()))
    queries = json.loads(QUERIES.read_text("utf-8"))["queries"]
    asked = asked_for(queries, analyser, concepts)
    return made(list(scraps(folders, known, asked)), count)


def main(out: Path, count: int, folders: Sequence[Path]) -> None:
    """Write the documents as seeds."""
    out.mkdir(parents=True, exist_ok=True)
    for document in gathered(count, folders, lexicon.load()):
        lines = [document.original.text, *(passage.text for passage in document.passages)]
        name = document.address.rpartition("/")[2].removesuffix(".html")
        (out / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [Path(folder) for folder in sys.argv[3:]])
