"""What the site says of today: plans ahead, plans whose date has passed, how old the news is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator import build
from generator.render.today import fill, home
from generator.vocabulary import Lexicon
from tests.conftest import ROOT

AHEAD = "planned, still ahead"
PASSED = "planned, date passed, not confirmed by any seed"


@pytest.fixture(scope="module")
def generation(lexicon: Lexicon) -> build.Generation:
    return build.generate(ROOT / "seeds", lexicon)


def states(html: str) -> dict[tuple[str, str], str]:
    """Return how each plan of a list stands, by its date and kind in words."""
    found = {}
    for fact in re.findall(r'<p class="fact">(.*?)</p>', html):
        words = " ".join(re.sub("<[^>]+>", " ", fact).split())
        when = re.search(r'class="when">([^<]+)<', fact)
        kind = re.search(r'class="when">[^<]+</span> <(?:a [^>]*|strong)>([^<]+)<', fact)
        state = next((s for s in (AHEAD, PASSED) if s in words.replace("&#44;", ",")), "")
        if when and kind and state:
            found[when[1], kind[1]] = state
    return found


END, REST = (
    ("by September 2025", "End of the coalition mission"),
    (*("by about December 2026", "Withdrawal of forces"),),
)
START = ("from September 2024", "Withdrawal of forces")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 8, 1), {START: AHEAD, END: AHEAD, REST: AHEAD}),
        (date(2025, 10, 1), {START: PASSED, END: PASSED, REST: AHEAD}),
        (date(2026, 11, 21), {START: PASSED, END: PASSED, REST: AHEAD}),
        (date(2027, 1, 1), {START: PASSED, END: PASSED, REST: PASSED}),
    ],
)
def test_plans_stand_by_the_clock_on_home_and_timeline(
    generation: build.Generation, today: date, expected: dict
):
    first = home(generation.edition, generation.contents, today, 60)
    page = next(p.text for p in generation.pages if p.path == "timeline/index.md")
    timeline = fill(generation.edition, generation.contents, page, today)

    for html in (first, timeline):
        found = states(html)
        assert {plan: found.get(plan) for plan in expected} == expected


def test_the_committed_pages_hold_no_word_of_today(generation: build.Generation):
    for page in generation.pages:
        assert "data-state" not in page.text


@pytest.mark.parametrize(("today", "passed"), [(date(2024, 8, 1), 0), (date(2027, 2, 1), None)])
def test_plans_have_a_list_by_how_they_stand(
    generation: build.Generation, today: date, passed: int | None
):
    def shown(state: str) -> int:
        page = next(p.text for p in generation.pages if p.path == f"timeline/state-{state}.md")
        return fill(generation.edition, generation.contents, page, today).count("<li id=")

    found = generation.collections.occurrences
    plans = [o for o in found if o.is_ahead and o.id not in generation.contents.confirmed]
    expected = len(plans) if passed is None else passed

    assert len(plans) > 1
    assert (shown("passed"), shown("ahead")) == (expected, len(plans) - expected)


def test_doubts_name_only_the_plans_that_are_overdue(generation: build.Generation):
    page = next(p.text for p in generation.pages if p.path == "doubts/index.md")

    early = fill(generation.edition, generation.contents, page, date(2024, 8, 1))
    late = fill(generation.edition, generation.contents, page, date(2026, 11, 21))

    assert early.count('class="overdue"') == 0
    assert 0 < late.count('class="overdue"') < page.count('class="overdue"')


def test_a_banner_says_that_the_news_is_old(generation: build.Generation):
    fresh = home(generation.edition, generation.contents, date(2024, 10, 1), 60)
    old = home(generation.edition, generation.contents, date(2026, 11, 21), 60)

    assert 'class="notice"' not in fresh
    assert 'class="notice"' in old


def test_a_plan_that_came_true_is_told_as_confirmed(lexicon: Lexicon, tmp_path: Path):
    plan = "US forces of the coalition will leave Ain al-Asad air base by September 2025."
    done = "US forces of the coalition left Ain al-Asad air base on 20 August 2025."
    for name, text, day in (("a", plan, "2024-09-06"), ("b", done, "2025-08-21")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.yml").write_text(f'published: "{day}"\n', encoding="utf-8")
    generation = build.generate(tmp_path, lexicon)

    shown = home(generation.edition, generation.contents, date(2026, 11, 21), 60)

    assert PASSED not in shown
    assert "told as done by another text" in shown
