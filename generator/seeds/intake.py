"""A folder of seeds → articles, with every other file accounted for."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.errors import SeedError
from generator.model import (
    Article,
    Basis,
    Intake,
    Paragraph,
    Quarantined,
    Reason,
    Removal,
    SeedFile,
    Sentence,
    Sidecar,
    Span,
    Title,
)
from generator.seeds import cleaning
from generator.seeds.decoding import decode
from generator.seeds.identity import seed_ids, stem_of
from generator.seeds.limits import DEFAULT, Limits, guarded, read_limits
from generator.seeds.limits import FILE as LIMITS
from generator.seeds.merges import FILE as MERGES
from generator.seeds.reading import UnreadableError, read_bytes
from generator.seeds.sidecar import parse
from generator.text.language import direction_of, identify
from generator.text.segmentation import SENTENCE_ENDS, lines, sentence_id, sentences
from generator.vocabulary import Language, Lexicon

SUFFIXES = (".txt", ".md")
SIDECAR = ".yml"
_OURS = (LIMITS, MERGES)
_LONGEST_HEADLINE = 200
_LONGEST_LEAD = 160
_LEAST_SHARE = 0.25
_LINE_ENDS = SENTENCE_ENDS + ":;\u060c,"
# A headline may ask; one that goes on after its question is a lead.
_QUESTIONS = ("?", "\u061f")
_LONGEST_QUESTION = 120
# "Agency \u2013 CITY": who sends from where, alone in its line.
_DATELINE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)? ?[-\u2013\u2014/] ?[^\W\d_]+")


def read_folder(folder: Path, lexicon: Lexicon) -> Intake:
    """Read every seed of a folder, in the order of their ids.

    A seed that cannot be read is quarantined with its reason; other files are reported, but for
    hidden ones.

    Raises:
        SeedError: there is no such folder, a sidecar is malformed or has no seed, or the limits
            are malformed.
    """
    if not folder.is_dir():
        raise SeedError(f"{folder}: no such folder; make it, or name another one with --seeds")
    names = _names(folder)
    seeds = [name for name in names if name.lower().endswith(SUFFIXES)]
    sidecars = {name for name in names if name.lower().endswith(SIDECAR)}
    _check_sidecars(folder, seeds, sidecars)
    other = tuple(
        name
        for name in names
        if name not in seeds and name not in sidecars and name not in _OURS and name[:1] != "."
    )
    limits = read_limits(folder)
    articles, quarantined = [], []
    for name, seed_id in sorted(seed_ids(seeds).items(), key=lambda item: item[1]):
        try:
            articles.append(guarded(partial(_read, folder, name, seed_id, lexicon, limits), limits))
        except UnreadableError as problem:
            quarantined.append(Quarantined(name, problem.reason, problem.remedy))
    return Intake(tuple(articles), tuple(quarantined), other)


def read_one(path: Path, lexicon: Lexicon) -> Article:
    """Read one seed, with the id it has among its neighbours.

    Raises:
        SeedError: the seed or its sidecar cannot be used.
    """
    folder = path.parent
    try:
        neighbours = [name for name in _names(folder) if name.lower().endswith(SUFFIXES)]
    except OSError as error:
        raise SeedError(f"{path}: {error.strerror}; check the path") from error
    if path.name not in neighbours and not path.exists():
        raise SeedError(f"{path}: no such seed; check the path")
    try:
        ids = seed_ids({*neighbours, path.name})
        limits = read_limits(folder)
        work = partial(_read, folder, path.name, ids[path.name], lexicon, limits)
        return guarded(work, limits)
    except UnreadableError as problem:
        raise SeedError(f"{path}: {problem.reason}; {problem.remedy}") from problem


def _names(folder: Path) -> list[str]:
    # Names, not paths: one may hold bytes that are no text. What macOS keeps beside a file is none.
    return sorted(name for name in os.listdir(folder) if not name.startswith("._"))  # noqa: PTH208


def _check_sidecars(folder: Path, seeds: Sequence[str], sidecars: set[str]) -> None:
    stems = Counter(stem_of(name) for name in seeds)
    for name in sorted(sidecars):
        owners = stems[stem_of(name)]
        if owners == 0:
            raise SeedError(
                f"{folder / name}:1: no seed {stem_of(name)}.txt or .md stands beside it; "
                "rename it after its seed, or remove it"
            )
        if owners > 1:
            raise SeedError(
                f"{folder / name}:1: two seeds have this stem; rename one of them and the sidecar"
            )


def _read(folder: Path, name: str, seed_id: str, lexicon: Lexicon, limits: Limits) -> Article:
    data = read_bytes(folder / name, limits.bytes)
    text, encoding = decode(data)
    seed = SeedFile(name, hashlib.sha256(data).hexdigest(), len(data), encoding)
    path = _sidecar_of(folder, name)
    sidecar = _sidecar(path) if path else Sidecar()
    article = to_article(text, seed, seed_id, sidecar, lexicon, limits=limits)
    if path:
        _check_references(article, path, lexicon)
    return article


def _sidecar_of(folder: Path, name: str) -> Path | None:
    """Return the sidecar of a seed, whatever the case of its suffix."""
    stem = stem_of(name)
    for other in _names(folder):
        if other.lower().endswith(SIDECAR) and stem_of(other) == stem:
            return folder / other
    return None


def _sidecar(path: Path) -> Sidecar:
    try:
        return parse(read_bytes(path).decode("utf-8"), path)
    except (UnreadableError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}:1: cannot be read as UTF-8 text: {error}") from error


def _check_references(article: Article, path: Path, lexicon: Lexicon) -> None:
    """Refuse a sidecar that cites a sentence, names an entity or corrects words that are not."""
    known = {sentence.id for sentence in article.sentences}
    for lines_of_language in article.sidecar.summary.values():
        for line in lines_of_language:
            for cite in line.cites:
                if cite not in known:
                    raise SeedError(
                        f"{path}:{line.line}: {cite} is no sentence of {article.seed.path}; "
                        "`briefings explain` lists its sentences with their ids"
                    )
    for correction in article.sidecar.corrections:
        if correction.entity and correction.entity not in lexicon.entries:
            raise SeedError(
                f"{path}:{correction.line}: {correction.entity!r} is no id of the gazetteer; "
                "`briefings explain` shows ids, or write none"
            )
        if correction.text not in article.text:
            raise SeedError(
                f"{path}:{correction.line}: {correction.text!r} does not stand in the seed; "
                "write it as the text does"
            )


def to_article(
    text: str,
    seed: SeedFile,
    seed_id: str,
    sidecar: Sidecar,
    lexicon: Lexicon,
    *,
    limits: Limits = DEFAULT,
) -> Article:
    """Divide and clean a decoded text.

    Raises:
        UnreadableError: no letters, too many lines or sentences, or a word too long to be shown.
    """
    spans = lines(text)
    _check_limits(text, spans, limits)
    languages = lexicon.languages
    langs = identify([span.of(text) for span in spans], languages.values())
    dropped = cleaning.passages(text, spans, langs, languages)
    unwanted = tuple(cleaning.characters(text))
    body = [(span, lang) for span, lang in zip(spans, langs, strict=True) if span not in dropped]
    if not body:
        raise UnreadableError("nothing but boilerplate", "add the article's text, or remove it")
    paragraphs = tuple(
        Paragraph(number, span, lang, direction_of(span.of(text), lang, languages.values()))
        for number, (span, lang) in enumerate(body)
    )
    divided = _sentences(text, paragraphs, languages)
    if len(divided) > limits.sentences:
        raise UnreadableError(f"more than {limits.sentences} sentences", "split it")
    langs_in_order = _languages(paragraphs)
    main = langs_in_order[0]
    return Article(
        id=seed_id,
        seed=seed,
        text=text,
        lang=main,
        langs=langs_in_order,
        direction=next(p.direction for p in paragraphs if p.lang == main),
        paragraphs=paragraphs,
        sentences=divided,
        removed=_removals(dropped, unwanted),
        title=_title(text, paragraphs, divided, sidecar),
        sidecar=sidecar,
    )


def _languages(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the languages of a text: first the main one, then by how much of it they hold.

    The main one is that of the beginning, for a summary in another language comes after; where
    only little is in it, it is the one that most of the text is in.
    """
    length: Counter[str] = Counter()
    for paragraph in paragraphs:
        length[paragraph.lang] += paragraph.span.end - paragraph.span.start
    first = paragraphs[0].lang
    if length[first] < _LEAST_SHARE * length.total():
        first = length.most_common(1)[0][0]
    return (first, *(lang for lang, _ in length.most_common() if lang != first))


def _check_limits(text: str, spans: Sequence[Span], limits: Limits) -> None:
    if not any(character.isalnum() for span in spans for character in span.of(text)):
        raise UnreadableError("without a letter or digit", "fill it or remove it")
    if len(spans) > limits.lines:
        raise UnreadableError(f"longer than {limits.lines} lines", "split it")
    if any(len(word) > limits.word for span in spans for word in span.of(text).split()):
        raise UnreadableError(f"a word of more than {limits.word} characters", "check the file")


def _removals(dropped: Mapping[Span, Reason], unwanted: Sequence[Removal]) -> tuple[Removal, ...]:
    passages = [Removal(span, reason) for span, reason in dropped.items()]
    return tuple(sorted([*passages, *unwanted], key=lambda removal: removal.span))


def _sentences(
    text: str, paragraphs: Sequence[Paragraph], languages: Mapping[str, Language]
) -> tuple[Sentence, ...]:
    seen: Counter[str] = Counter()
    found = []
    for paragraph in paragraphs:
        for span in sentences(text, paragraph.span, languages.get(paragraph.lang)):
            plain = sentence_id(span.of(text))
            seen[plain] += 1
            unique = plain if seen[plain] == 1 else f"{plain}-{seen[plain]}"
            found.append(Sentence(unique, span, paragraph.lang, paragraph.number))
    return tuple(found)


def _title(
    text: str, paragraphs: Sequence[Paragraph], divided: Sequence[Sentence], sidecar: Sidecar
) -> Title:
    """Return the editor's title, else the headline of the text, else its first words."""
    first = paragraphs[0]
    if sidecar.title:
        return Title(sidecar.title, first.lang, Basis.EDITOR)
    if _is_headline(text, paragraphs):
        return Title(first.span.of(text), first.lang, Basis.STATED, first.span)
    lead = divided[0].span
    words = lead.of(text)
    if len(words) > _LONGEST_LEAD:
        words = words[:_LONGEST_LEAD].rsplit(None, 1)[0]
    return Title(words, first.lang, Basis.LEAD, Span(lead.start, lead.start + len(words)))


def _is_headline(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first paragraph is a headline: short, one line, without a sentence's end."""
    line = paragraphs[0].span.of(text)
    if len(paragraphs) < 2 or len(line) > _LONGEST_HEADLINE or not any(map(str.isalpha, line)):
        return False
    if _DATELINE.fullmatch(line.strip()):
        return False
    ends = line.rstrip("\"'\u201d\u00bb)")
    if ends.endswith(_QUESTIONS) and len(line) <= _LONGEST_QUESTION:
        return not any(mark in ends[:-1] for mark in SENTENCE_ENDS)
    return ends[-1:] not in tuple(_LINE_ENDS)
