"""Runs the case files of `tests/cases`, which a linguist can write; see the README there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from articles import article_in, article_of

from generator.calendars import is_edtf
from generator.facts import dates, figures, mentions
from generator.model import (
    Article,
    Basis,
    Briefing,
    DateExpression,
    Entity,
    Figure,
    Published,
    Reason,
    Sidecar,
)
from generator.text.language import identify
from generator.understand import understand
from generator.vocabulary import Lexicon

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("ar", "ckb", "en", "fa", "tr")
# What a case of a kind may say beyond what it must.
OPTIONAL = {"dates": ("published",), "events": ("published", "seed")}
Case = dict[str, Any]


def read_cases(name: str, *keys: str) -> list[Case]:
    """Return the cases of one file; a misspelt key is an error, for it would test nothing."""
    cases = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    for case in cases:
        extra = {"known_failure", *OPTIONAL.get(name.partition("/")[0], ())}
        assert set(case) - extra == {"note", *keys} - extra, f"{name}: {case}"
    return cases


def as_parameters(name: str, cases: list[Case]) -> Iterator[Any]:
    for case in cases:
        failure = case.get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=failure)] if failure else []
        yield pytest.param(case, id=f"{Path(name).stem}: {case['note']}", marks=marks)


def by_language(kind: str, *keys: str) -> list[Any]:
    """Return the cases of one kind, each with its language."""
    return [
        pytest.param(lang, *parameter.values, id=parameter.id, marks=parameter.marks)
        for lang in LANGUAGES
        for name in [f"{kind}/{lang}.toml"]
        if (CASES / name).exists()
        for parameter in as_parameters(name, read_cases(name, *keys))
    ]


def of_file(name: str, *keys: str) -> list[Any]:
    return list(as_parameters(name, read_cases(name, *keys)))


@pytest.fixture(scope="module")
def article_with(lexicon: Lexicon) -> Callable[[str, str], Article]:
    """Return a maker of articles of one line.

    Tests take makers and finders, not the lexicon: pytest would print all of it for each failure
    that is known, and that takes longer than the tests.
    """
    return lambda lang, text: article_in(lang, text, lexicon)


@pytest.mark.parametrize(("lang", "case"), by_language("sentences", "text"))
def test_a_paragraph_is_divided_into_its_sentences(
    lang: str, case: Case, article_with: Callable[[str, str], Article]
) -> None:
    """Every fact stands in a sentence: one cut too many parts a speaker from his words."""
    expected = [part.strip() for part in case["text"].split("|") if part.strip()]
    text = case["text"].replace("|", "")

    found = article_with(lang, text).sentences

    assert [sentence.span.of(text) for sentence in found] == expected


@pytest.fixture(scope="module")
def languages_of(lexicon: Lexicon) -> Callable[[list[str]], tuple[str, ...]]:
    return lambda lines: identify(lines, lexicon.languages.values())


@pytest.mark.parametrize("case", of_file("languages.toml", "lines", "expected"))
def test_each_line_has_its_language(
    case: Case, languages_of: Callable[[list[str]], tuple[str, ...]]
) -> None:
    """A line in the wrong language is read with the wrong words, and shown the wrong way round."""
    assert list(languages_of(case["lines"])) == case["expected"]


@pytest.fixture(scope="module")
def figures_in(lexicon: Lexicon) -> Callable[[Article], tuple[Figure, ...]]:
    def find(article: Article) -> tuple[Figure, ...]:
        entities = mentions.find(article, lexicon)
        readings = dates.read(article, lexicon)
        found = dates.resolve_all(readings, Published(None, Basis.UNKNOWN, ""))
        return figures.find(article, entities, found, lexicon)

    return find


@pytest.mark.parametrize(("lang", "case"), by_language("figures", "text", "figures"))
def test_the_figures_of_a_text_are_these_and_no_others(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    figures_in: Callable[[Article], tuple[Figure, ...]],
) -> None:
    """A wrong number is a libel; years, days and article numbers count nothing."""
    usual = {"qualifier": "exact", "upper": None, "place": None}
    article = article_with(lang, case["text"])

    found = [
        {
            "value": figure.value,
            "unit": figure.unit,
            "text": figure.span.of(article.text),
            "qualifier": figure.qualifier,
            "upper": figure.upper,
            "place": figure.place,
        }
        for figure in figures_in(article)
    ]
    assert found == [{**usual, **figure} for figure in case["figures"]]


@pytest.fixture(scope="module")
def dates_in(lexicon: Lexicon) -> Callable[[Article, str | None], tuple[DateExpression, ...]]:
    def find(article: Article, day: str | None) -> tuple[DateExpression, ...]:
        published = Published(day, Basis.EDITOR if day else Basis.UNKNOWN, "")
        return dates.resolve_all(dates.read(article, lexicon), published)

    return find


@pytest.mark.parametrize(("lang", "case"), by_language("dates", "text", "dates"))
def test_the_dates_of_a_text_are_these_and_no_others(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    dates_in: Callable[[Article, str | None], tuple[DateExpression, ...]],
) -> None:
    """A wrong date is worse than none: the timeline is what readers trust most."""
    usual = {"calendar": "gregorian", "relation": ""}
    expected = [{**usual, **date} for date in case["dates"]]

    found = [
        {
            "edtf": date.edtf,
            "calendar": date.calendar,
            "relation": date.relation,
            "text": date.span.of(case["text"]),
        }
        for date in dates_in(article_with(lang, case["text"]), case.get("published"))
    ]

    assert found == expected
    assert all(is_edtf(date["edtf"]) for date in found)


@pytest.fixture(scope="module")
def names_in(lexicon: Lexicon) -> Callable[[Article], tuple[Entity, ...]]:
    return lambda article: mentions.find(article, lexicon)


@pytest.mark.parametrize(("lang", "case"), by_language("names", "text", "names"))
def test_the_names_of_a_text_are_these_and_no_others(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    names_in: Callable[[Article], tuple[Entity, ...]],
) -> None:
    """A name given to the wrong person is a libel; one that is missed is a gap."""
    expected = [(name["entity"], name["text"]) for name in case["names"]]

    found = sorted(
        (mention.span, entity.id)
        for entity in names_in(article_with(lang, case["text"]))
        for mention in entity.mentions
    )

    assert [(entity, span.of(case["text"])) for span, entity in found] == expected


@pytest.fixture(scope="module")
def seed_of(lexicon: Lexicon) -> Callable[[str], Article]:
    return lambda text: article_of(text, lexicon)


@pytest.mark.parametrize("case", of_file("boilerplate.toml", "text", "removed", "title", "basis"))
def test_what_is_not_the_article_is_set_aside(
    case: Case, seed_of: Callable[[str], Article]
) -> None:
    """A page's buttons are no news, but a line of the article that is lost is a forgery."""
    article = seed_of(case["text"])

    removed = [
        {"reason": Reason(removal.reason).name.lower(), "text": removal.span.of(case["text"])}
        for removal in article.removed
    ]
    assert removed == case["removed"]
    assert (article.title.text, str(article.title.basis)) == (case["title"], case["basis"])


def test_a_note_stands_once_in_a_file() -> None:
    """The note is the name of the test."""
    for path in CASES.rglob("*.toml"):
        notes = [case["note"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]

        assert len(set(notes)) == len(notes), path


@pytest.fixture(scope="module")
def briefing_of(lexicon: Lexicon) -> Callable[[Article, str], Briefing]:
    def read(article: Article, published: str = "") -> Briefing:
        sidecar = Sidecar(published=published)
        return understand(replace(article, sidecar=sidecar), lexicon)

    return read


@pytest.mark.parametrize(("lang", "case"), by_language("statements", "text", "statements"))
def test_the_statements_of_a_text_are_these_and_no_others(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    briefing_of: Callable[..., Briefing],
) -> None:
    """Words put into the wrong mouth are the worst a briefing can do."""
    usual = {"via": None, "anonymous": False, "direct": False}
    text = case["text"]

    found = [
        {
            "speaker": statement.speaker or "",
            "words": statement.speaker_text,
            "cue": statement.cue.of(text),
            "via": statement.via,
            "anonymous": statement.anonymous,
            "direct": statement.direct,
        }
        for statement in briefing_of(article_with(lang, text)).statements
    ]

    assert found == [{**usual, **statement} for statement in case["statements"]]


@pytest.mark.parametrize(("lang", "case"), by_language("events", "text", "events"))
def test_the_events_of_a_text_are_these_and_no_others(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    seed_of: Callable[[str], Article],
    briefing_of: Callable[..., Briefing],
) -> None:
    """A plan told as a fact is a false report."""
    usual = {"when": None, "where": []}
    article = seed_of(case["text"]) if case.get("seed") else article_with(lang, case["text"])
    briefing = briefing_of(article, case.get("published", ""))

    found = [
        {
            "type": event.type,
            "status": event.status,
            "when": event.when,
            "where": list(event.where),
        }
        for event in briefing.events
    ]

    assert found == [{**usual, **event} for event in case["events"]]


@pytest.mark.parametrize(("lang", "case"), by_language("people", "text", "people"))
def test_the_unlisted_people_of_a_text_are_these_and_no_others(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    briefing_of: Callable[..., Briefing],
) -> None:
    """Half of those who speak are in no list; common words must not become people."""
    text = case["text"]

    found = sorted(
        (mention.span, entity.name["en"])
        for entity in briefing_of(article_with(lang, text)).entities
        if not entity.known
        for mention in entity.mentions
    )

    expected = [(person["text"], person["en"]) for person in case["people"]]
    assert [(span.of(text), name) for span, name in found] == expected


@pytest.mark.parametrize(
    ("lang", "case"), by_language("published", "text", "edtf", "basis", "rules")
)
def test_a_text_tells_when_it_was_published_or_does_not(
    lang: str,
    case: Case,
    article_with: Callable[[str, str], Article],
    briefing_of: Callable[..., Briefing],
) -> None:
    """A date of publication that is wrong moves every other date of its text."""
    published = briefing_of(article_with(lang, case["text"])).published

    assert (published.edtf or "", str(published.basis)) == (case["edtf"], case["basis"])
    assert list(dict.fromkeys(rule for rule, _ in published.reasons)) == case["rules"]
