"""What holds for any text: no error, a valid record, verbatim quotations, valid dates.

And for anything that is read: bytes, names, sidecars, the editor's files. `tests/fuzz` goes the
same ways with what a fuzzer makes of its corpus.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import re
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import edtf
import jsonschema
import pytest
from articles import article_in, article_of
from hypothesis import example, given, settings
from hypothesis import strategies as some

from generator.calendars import bounds, is_edtf
from generator.errors import SeedError
from generator.facts import dates, figures
from generator.lexicon import DATA, load
from generator.model import Published
from generator.record import to_record
from generator.seeds import UnreadableError, limits, merges
from generator.seeds.decoding import decode
from generator.seeds.sidecar import KEYS, parse
from generator.text.language import UNKNOWN, direction_of, identify
from generator.text.segmentation import lines, sentences
from generator.understand import understand
from generator.wording.edtf import in_words
from tests.fuzz import ways

SEEDS = Path(__file__).parent.parent / "seeds"
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((DATA / "record.schema.json").read_text(encoding="utf-8"))
)
LEXICON = load()
# Real words and phrases in any order meet more rules than characters at random.
PIECES = sorted(
    {
        piece
        for path in SEEDS.glob("*.txt")
        for piece in re.findall(r"\S+(?: \S+){0,3}", path.read_text(encoding="utf-8"))
    }
)
MARKS = [
    ". ",
    "\n",
    "\n\n",
    ": ",
    '"',
    "\u201c",
    "\u201d",
    "\u060c ",
    " - ",
    "(",
    ")",
    " ",
    "\u200c",
]
TEXTS = some.lists(
    some.one_of(
        some.sampled_from(PIECES),
        some.sampled_from(MARKS),
        some.text(max_size=8),
        some.integers(0, 3000).map(str),
    ),
    min_size=1,
    max_size=60,
).map(lambda pieces: " ".join(["Iraq", *pieces]))


def record_of(text: str) -> dict[str, Any]:
    return to_record(understand(article_of(text, LEXICON), LEXICON))


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_any_text_gives_a_valid_record_of_verbatim_facts(text: str) -> None:
    article = article_of(text, LEXICON)
    record = to_record(understand(article, LEXICON))

    VALIDATOR.validate(record)
    facts = [
        *(record["sentences"] + record["removed"] + record["dates"] + record["figures"]),
        *(record["statements"] + record["events"]),
        *(mention for entity in record["entities"] for mention in entity["mentions"]),
    ]
    assert all(article.text[fact["start"] : fact["end"]] == fact["text"] for fact in facts)
    sentences = {sentence["id"]: sentence for sentence in record["sentences"]}
    for fact in (fact for fact in facts if "sentence" in fact):
        home = sentences[fact["sentence"]]
        assert home["start"] <= fact["start"] < fact["end"] <= home["end"]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_every_date_is_edtf(text: str) -> None:
    record = record_of(text)

    values = [
        *(found["edtf"] for found in record["dates"]),
        *(event["when"] for event in record["events"] if event["when"]),
        *([record["published"]["edtf"]] if record["published"]["edtf"] else []),
    ]
    for value in values:
        assert edtf.parse_edtf(value), value


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_record(text: str) -> None:
    assert record_of(text) == record_of(text)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_every_gloss_states_a_fact_of_the_record(text: str) -> None:
    record = record_of(text)
    kinds = {"event": "events", "figure": "figures", "statement": "statements"}

    for gloss in record["gloss"]:
        assert all(gloss[lang].strip() for lang in ("en", "ar", "fa"))
        for fact in gloss["of"]:
            assert record[kinds[fact["kind"]]][fact["index"]]


# What is read: any bytes, any names, whatever an editor writes.

QUICK = settings(max_examples=150, deadline=None, derandomize=True, database=None)
SLOW = settings(max_examples=40, deadline=None, derandomize=True, database=None)
ANY = some.text(max_size=60)
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}
MARKS_OF_ORDER = (
    *(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    *(codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
)
MARKUP = some.sampled_from(
    [
        *(
            "<b>",
            "</p>",
            "<!--",
            "-->",
            "&lt;",
            "&#0;",
            "`",
            "```\n",
            "~~~\n",
            "](x)",
            "![",
            "{#a}",
        ),
        *("{: .rail}", "\n---\n", "\n# ", "\n    ", "\n> ", "\n1. ", "| a |\n|---|\n", "wzxhzdk:0"),
        *("{{ a }}", "\\", "*", "__", "\x02", "\x00", "\u202e", "\u2066", "\ufffe", "\u2028"),
        *("\u200c\u200c\u200c", "\u0301" * 6, "\ufeff", "\U000e0041", "\x85", "\t"),
    ]
)
SEED_TEXTS = some.one_of(
    ANY, TEXTS, some.lists(some.one_of(MARKUP, some.sampled_from(PIECES), ANY)).map("".join)
)
SEED_BYTES = some.one_of(
    some.binary(max_size=200),
    some.builds(
        lambda text, encoding: ENCODINGS[encoding] + text.encode(encoding),
        SEED_TEXTS,
        some.sampled_from(sorted(ENCODINGS)),
    ),
    TEXTS.map(lambda text: text.encode("cp1256", "ignore")),
    some.builds(lambda text, end: text.encode()[:end], TEXTS, some.integers(1, 300)),
)


@QUICK
@given(SEED_BYTES)
def test_any_bytes_are_read_whole_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except UnreadableError:
        return

    marks = [b"", *(mark for mark in MARKS_OF_ORDER if data.startswith(mark))]
    assert data in [mark + text.encode(encoding) for mark in marks]


@SLOW
@given(SEED_BYTES)
def test_any_bytes_have_a_page_or_are_set_aside(data: bytes) -> None:
    assert ways.seed(data) in (ways.PAGE, ways.QUARANTINE)


@SLOW
@given(SEED_TEXTS)
def test_any_text_has_a_page_or_is_set_aside(text: str) -> None:
    assert ways.seed(text.encode("utf-8")) in (ways.PAGE, ways.QUARANTINE)


NAME = some.one_of(
    some.text(some.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1),
    some.sampled_from(
        ["a", "A", "con", "NUL", "index", "x" * 70, "k", "\u212a", "\u00e9", "\udcff"]
    ),
)


@QUICK
@given(some.sets(some.builds(str.__add__, NAME, some.sampled_from(["", ".txt", ".TXT", ".md"]))))
def test_any_names_have_safe_and_lasting_ids(names: set[str]) -> None:
    ways.look_at_ids(sorted(names))


# A value after its key in most cases, else lines that nobody would write.
VALUE = some.one_of(
    some.sampled_from(
        [
            "2024-01-27",
            "2024/2023",
            "https://example.org/",
            "null",
            "1",
            "[a]",
            "{a: b}",
            "&a a",
            "*a",
        ]
    ),
    some.sampled_from(["\n  - text: Erbil\n    is: none", "\n  - text: a\n    cites: [s-1]", '""']),
    some.text(max_size=12),
    some.text(max_size=12).map(json.dumps),
)
ENTRY = some.builds("{}: {}\n".format, some.sampled_from(KEYS), VALUE)
SIDECARS = some.one_of(ANY, some.lists(some.one_of(ENTRY, ENTRY, ENTRY, ANY)).map("".join))


def or_refused(path: Path, read: Callable[[], Any]) -> Any:
    """Return what is read; None if it is refused with file and line."""
    refused = ""
    try:
        return read()
    except SeedError as problem:
        refused = str(problem)
    assert re.match(rf"{re.escape(str(path))}:\d+: \S", refused)
    return None


@QUICK
@given(SIDECARS)
def test_any_sidecar_is_read_or_refused_with_its_line(text: str) -> None:
    found = or_refused(Path("a.yml"), lambda: parse(text, Path("a.yml")))
    if found is None:
        return
    assert not found.published or is_edtf(found.published)
    assert set(found.given) <= set(KEYS)


TOML_VALUE = some.one_of(
    some.sampled_from(["1", "0", "-1", "1e3", "true", '"b"', '"a"', "[1]", "{a = 1}", "07:32:00"]),
    some.integers().map(str),
    some.text(max_size=8).map(json.dumps),
)
TOML_KEY = some.one_of(
    some.sampled_from(["lines", "seconds", "bytes", "merge", "merge.a", '"a"', "a", "b", '"a-b"']),
    some.text(max_size=8).map(json.dumps),
)
TOML_LINE = some.one_of(
    some.builds("{} = {}\n".format, TOML_KEY, TOML_VALUE), some.just("[merge]\n"), ANY
)


@QUICK
@given(some.lists(TOML_LINE, max_size=6).map("".join), some.sampled_from([limits, merges]))
def test_any_file_of_the_editor_is_read_or_refused_with_its_line(
    folder: Path, text: str, module: Any
) -> None:
    path = folder / module.FILE
    path.write_bytes(text.encode("utf-8"))
    read = limits.read_limits if module is limits else merges.read_merges
    or_refused(path, lambda: read(folder))
    path.unlink()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editor")


# What a text is divided into, and what is read in it.


@QUICK
@given(
    some.one_of(SEED_TEXTS, some.text('a.\u0627"\u00ab\u00bb\u201c\u201d!? \u061f1A', max_size=80))
)
def test_lines_and_sentences_hold_every_letter_once_and_in_order(text: str) -> None:
    paragraphs = lines(text)
    found = [
        span
        for number, paragraph in enumerate(paragraphs)
        for span in sentences(text, paragraph, [*LEXICON.languages.values(), None][number % 4])
    ]

    for spans in (paragraphs, found):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        held = {place for span in spans for place in range(span.start, span.end)}
        assert all(place in held for place, mark in enumerate(text) if mark.isalnum())


@QUICK
@given(some.lists(some.one_of(ANY, TEXTS), max_size=6))
def test_every_line_has_a_language_and_a_direction(texts: list[str]) -> None:
    known = LEXICON.languages
    found = identify(texts, known.values())

    assert len(found) == len(texts)
    assert set(found) <= {*known, UNKNOWN}
    for text, lang in zip(texts, found, strict=True):
        assert direction_of(text, lang, known.values()) in ("rtl", "ltr")
    # One by one they may be unsure; then nothing but another line can have told.
    assert identify(texts, known.values()) == found


DATE_WORDS = [
    *("January 2024", "27", "on", "by the end of", "early", "mid-2025", "last week", "ago", "next"),
    *("2024", "/", "-", ".", "1402", "1445", "first half of", "Monday", "between", "and", "years"),
    *("يناير", "كانون الثاني", "رجب", "قبل", "أسبوعين", "نهاية", "العام المقبل", "الاثنين", "هـ"),
    *("بهمن", "روز", "هفته آینده", "سال پیش", "دو", "ماه", "پایان", "٢٠٢٤", "۱۴۰۲", "۷", "٣١"),
    *("2,500", "two", "million", "troops", "%", "ألف", "ألفان", "جندي", "هزار", "نظامی", "نحو"),
]
DATED = some.lists(
    some.one_of(
        some.sampled_from(DATE_WORDS),
        some.sampled_from(DATE_WORDS),
        some.integers(0, 10**12).map(str),
        some.text(max_size=3),
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
LANGS = some.sampled_from(sorted(LEXICON.languages))
DAYS = some.one_of(some.none(), some.dates().map(date.isoformat))


@settings(QUICK, max_examples=300)
@given(LANGS, DATED, DAYS)
def test_dates_are_found_whole_and_valid_on_whatever_day_they_are_read(
    lang: str, text: str, day: str | None
) -> None:
    article = article_in(lang, text, LEXICON)
    readings = dates.read(article, LEXICON)
    resolved = dates.resolve_all(readings, Published(day, "stated", "test"))

    assert all(0 <= r.span.start < r.span.end <= len(text) for r in readings)
    assert all(r.edtf is None or is_edtf(r.edtf) for r in readings)
    assert all(is_edtf(found.edtf) for found in resolved)
    assert {found.span for found in resolved} <= {r.span for r in readings}


@settings(QUICK, max_examples=300)
@given(LANGS, DATED)
def test_figures_are_found_whole_and_in_order(lang: str, text: str) -> None:
    article = article_in(lang, text, LEXICON)
    found = figures.find(article, (), (), LEXICON)

    assert all(0 <= f.span.start < f.span.end <= len(text) for f in found)
    assert all(f.span.holds(f.counted) or f.counted.of(text) for f in found)
    assert all(0 <= f.value < float("inf") for f in found)
    assert all(f.upper is None or f.value < f.upper < float("inf") for f in found)


EDTF_PARTS = some.one_of(
    some.sampled_from(
        ["..", "", "2024", "0000", "9999-12-31", "2024-02-30", "2023-02-29", "2024-13"]
    ),
    some.dates().map(date.isoformat),
    some.dates().map(lambda day: day.isoformat()[:7] + "~"),
    some.text("0123456789-~?%./T\u0662", max_size=12),
)


@settings(QUICK, max_examples=150)
@given(some.one_of(EDTF_PARTS, some.builds("{}/{}".format, EDTF_PARTS, EDTF_PARTS), ANY))
def test_what_is_edtf_has_bounds_and_words_and_a_parser_of_its_own_agrees(text: str) -> None:
    if not is_edtf(text):
        return
    first, last = bounds(text)

    assert first <= last
    assert edtf.parse_edtf(text)
    assert all(in_words(text, LEXICON.labels[lang]).strip() for lang in LEXICON.labels)


# What a line costs that never ends: lines of Python that are run, not seconds, so that the answer
# is the same on every machine, however busy.


class _TooManyError(Exception):
    pass


def steps(work: Callable[[], object], most: float = float("inf")) -> int:
    """Return how many lines of Python some work runs; stop it beyond the most that it may."""
    made = 0

    def count(_frame: object, _event: str, _argument: object) -> Any:
        nonlocal made
        made += 1
        if made > most:
            raise _TooManyError
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return made


def is_linear(work: Callable[[str], object], fragment: str, size: int = 5_000) -> bool:
    """Tell whether four times as much of a fragment costs at most six times as much."""
    work(fragment)  # What is looked up once for all texts is no part of it.
    short, long = (fragment * (length // len(fragment) + 1) for length in (size, 4 * size))
    try:
        steps(partial(work, long), 6 * steps(partial(work, short)) + 10_000)
    except _TooManyError:
        return False
    return True


def page_of(text: str) -> None:
    with contextlib.suppress(UnreadableError):
        ways.shown(understand(article_of(f"Iraq\n{text}", LEXICON), LEXICON))


@settings(SLOW, max_examples=5)
@given(some.lists(some.one_of(some.sampled_from(PIECES), MARKUP, ANY), min_size=1, max_size=4))
@example(['"a"'])
@example(["\u00ab\u0642\u0627\u0644"])
@example(["27 January 2024 and 2,500 troops."])
def test_a_line_costs_as_much_as_it_is_long(pieces: list[str]) -> None:
    assert is_linear(page_of, re.sub(r"[\r\n]", " ", " ".join([*pieces, ""])))


# Found with fragments that Hypothesis does not draw; a mark goes when its fault is mended.
@pytest.mark.parametrize(
    "fragment",
    [
        pytest.param(
            "\x02. ",
            id="short sentences with a control",
        ),
        pytest.param(
            "\u0627\u0644\u0627\u062b\u0646\u064a\u0646. ",
            id="short sentences with a day",
        ),
    ],
)
def test_many_short_sentences_cost_as_much_as_they_are_long(fragment: str) -> None:
    assert is_linear(page_of, fragment, 3_000)


def test_work_that_grows_as_a_square_is_seen() -> None:
    def each_with_each(text: str) -> int:
        found = 0
        for _ in text:
            for _ in text:
                found += 1
        return found

    assert is_linear(lambda text: [each_with_each(part) for part in text], "ab ", 300)
    assert not is_linear(each_with_each, "ab ", 300)
