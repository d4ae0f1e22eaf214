"""Search as readers use it: what is found, in which order, how it is shown, what if it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from generator import build, search
from generator.search import Indexer
from generator.search.concepts import terms
from generator.search.documents import documents, entries
from generator.vocabulary import Lexicon
from tests import test_browser
from tests.conftest import ROOT, Site, chromium

Visit = test_browser.Visit

QUERIES = ROOT / "tests/cases/search/queries.json"
EVALUATION = ROOT / "tests/benchmarks/search_eval.py"
SEARCH = "search/index.html"
ITEM = ".md-search-result__item"
HIT = ".search-results ol > li"
SUDANI_PERSIAN = "\u0627\u0644\u0633\u0648\u062f\u0627\u0646\u06cc"
SUDANI_SLIP = "\u0627\u0644\u0633\u0648\u062f\u0646\u064a"
HEWLER = "\u0647\u0648\u0644\u064a\u0631"


@pytest.fixture(scope="module")
def generation(lexicon: Lexicon) -> build.Generation:
    return build.generate(ROOT / "seeds", lexicon)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[test_browser.Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(test_browser._COUNT_VIOLATIONS)
    yield Visit(context, site)
    context.close()


def of_site(generation: build.Generation, indexer: Indexer) -> dict[str, str]:
    made = indexer.files(generation.edition, generation.contents, "briefings/")
    return dict(made)


def _answer(route: Route, text: str) -> None:
    route.fulfill(body=text)


def asked(visit: test_browser.Visit, query: str, more: str = "") -> Page:
    """Open the page of search with a query and wait for its answer."""
    page = visit.open(f"{SEARCH}?q={quote(query)}{more}")
    page.wait_for_function("() => document.querySelector('.search-status').textContent")
    return page


def names(page: Page) -> list[str]:
    """Return the number of the seed of each hit, in order."""
    hrefs = page.locator(f"{HIT} h2 a").evaluate_all("all => all.map(a => a.pathname)")
    return [href.rpartition("/")[2][:3] for href in hrefs]


def typed(visit: test_browser.Visit, query: str) -> Page:
    """Type a query into the box of the home page and wait for its results."""
    page = visit.open("index.html")
    box = page.locator(".md-search__input")
    box.click()
    box.fill(query)
    box.press("Shift")
    page.locator(".search-beside > *").first.wait_for()
    return page


# ---------------------------------------------------------------------------- the index


def test_the_same_seeds_give_the_same_index_whose_parts_are_named_by_their_content(generation):
    one, other = of_site(generation, Indexer()), of_site(generation, Indexer())
    manifest = json.loads(one["manifest.json"])
    parts = [
        f"{name}/{part}.json" for name, (_, all_) in manifest["tables"].items() for part in all_
    ]

    assert one == other
    assert list(one)[-1] == "manifest.json"
    assert set(parts) <= one.keys()
    assert manifest["documents"] == len(generation.contents.collections.briefings)


def test_a_very_long_text_is_one_result_and_its_last_words_are_found(
    browser, site, tmp_path, lexicon
):
    """It comes in parts; the page that is opened has the sentence that holds the words."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    lines = [f"The coalition met in Baghdad for the {n}th time." for n in range(700)]
    lines[-1] = "A xylophone was played in Iraq. " + "word " * 5000
    (seeds / "long.txt").write_text("\n".join(lines), encoding="utf-8")
    made = build.generate(seeds, lexicon)
    index = of_site(made, Indexer())
    assert json.loads(index["manifest.json"])["continued"] == [1, 2, 3]

    context = browser.new_context()
    for name, text in index.items():
        context.route(f"**/search/{name}", partial(_answer, text=text))
    page = asked(Visit(context, site), "xylophone")
    assert page.locator(HIT).count() == 1
    assert page.locator(f"{HIT} mark").first.inner_text() == "xylophone"
    page = asked(Visit(context, site), "Baghdad")
    assert page.locator(HIT).count() == 1
    context.close()


def test_a_preview_analyses_only_what_changed(generation, lexicon, monkeypatch):
    analysed = []
    real = search.analysed
    monkeypatch.setattr(search, "analysed", lambda d, *rest: analysed.append(d) or real(d, *rest))
    indexer = Indexer(keep=True)
    found = list(documents(generation.edition, generation.contents, "briefings/"))
    known = tuple(terms(lexicon, generation.contents.collections.briefings))
    about = entries(generation.edition, generation.contents, "briefings/")
    first = dict(indexer.index(found, known, lexicon, about))
    analysed.clear()
    changed = [replace(found[0], outlet="Another"), *found[1:]]
    second = dict(indexer.index(changed, known, lexicon, about))

    assert analysed == changed[:1]
    assert first.keys() != second.keys()


def test_every_briefing_is_indexed_with_title_and_gloss_in_three_languages(generation):
    for document in documents(generation.edition, generation.contents, "briefings/"):
        langs = {lang for lang, _ in document.told}
        assert {"en", "ar", "fa"} <= langs, document.address
        assert document.headline


def test_no_concept_has_an_empty_list_and_each_has_a_source(lexicon):
    """Several hundred ideas; the lexicon's reader refuses an entry without a language or source."""
    concepts = lexicon.search.concepts

    assert len(concepts) >= 800
    assert all(concept.words[lang] for concept in concepts for lang in ("en", "ar", "fa"))


# ---------------------------------------------------------------------------- what is found


@pytest.mark.browser
def test_the_evaluation_holds(site, tmp_path):
    """The queries of every class through the real box, as measured by the evaluation's harness."""
    report = tmp_path / "report.json"
    done = subprocess.run(
        [
            *(sys.executable, str(EVALUATION), "--site", str(site.folder)),
            *("--queries", str(QUERIES), "--seeds", str(ROOT / "seeds"), "--show", "bad"),
            *("--json", str(report), "--chromium", chromium()),
            *("--min-recall", "0.98", "--min-mrr", "0.95", "--max-zero", "0.01"),
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(report.read_text("utf-8"))
    classes = {name: row for name, row in found["summary"].items() if "recall" in row}
    negatives = [row for row in found["rows"] if "recall" not in row and not row["zero"]]

    assert {name: row["recall"] for name, row in classes.items() if row["recall"] < 0.95} == {}
    assert len(negatives) <= 1, negatives


@pytest.mark.browser
@pytest.mark.parametrize("query", ["Erbil", "Hewler", HEWLER, "\u0627\u0631\u0628\u06cc\u0644"])
def test_one_place_is_found_by_each_of_its_names(visit, query):
    page = asked(visit, query)

    assert "002" in names(page)
    assert page.locator('.search-group a[href$="places/erbil.html"]').count() == 1


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "with_", "without"),
    [
        ('"security council"', {"003"}, {"000", "001", "002"}),
        (
            "\u0627\u0644\u0639\u0631\u0627\u0642 -\u0623\u0648\u0633\u062a\u0646",
            {"002"},
            {"000", "003"},
        ),
        ("person:mohammed-shia-al-sudani", {"001", "002", "003"}, {"000"}),
        (f"person:{SUDANI_PERSIAN}", {"001", "002", "003"}, {"000"}),
        ("place:Erbil", {"002"}, {"000", "001", "003"}),
        ("coalition after:2024-02", set(), {"003"}),
        ("coalition lang:fa", {"001"}, {"000", "002", "003"}),
        ("\u0634\u062e\u0635:Austin", {"000", "003"}, {"001", "002"}),
        ("coalition after:\u0662\u0660\u0662\u0664-\u0661", {"003"}, {"000", "001", "002"}),
        ('coalition ""', {"000", "001", "002", "003"}, set()),
        ("-coalitions", set(), {"000", "001", "002", "003"}),
        ("said:Erbil", {"002"}, set()),
    ],
)
def test_a_query_can_say_more_than_words(visit, query, with_, without):
    found = set(names(asked(visit, query)))

    assert with_ <= found
    assert not without & found


@pytest.mark.browser
def test_a_slip_of_the_finger_is_answered_under_a_heading_and_only_then(visit):
    page = asked(visit, "witdrawal")
    heading = page.locator("h2.search-similar")
    assert heading.count() == 1
    assert page.locator(f"{HIT}[data-tier=guess]").count() == page.locator(HIT).count() > 0

    page = asked(visit, "withdrawal")
    assert page.locator("[data-tier=guess]").count() == 0

    page = typed(visit, "witdrawal")
    assert page.locator(f"{ITEM}[data-tier=guess]").count() > 0
    assert page.locator(".md-search-result__list > .search-similar").count() == 1


# ---------------------------------------------------------------------------- how it is shown


@pytest.mark.browser
def test_the_box_shows_both_headlines_and_opens_the_marked_sentence(visit):
    page = typed(visit, SUDANI_PERSIAN)
    item = page.locator(ITEM).first
    original = item.locator(".search-original bdi")
    sentence = item.locator(".search-sentence bdi").first
    assert original.get_attribute("lang") == "ar"
    assert sentence.locator("mark").count() > 0
    assert item.locator(".search-about").inner_text()
    group = page.locator(".search-group a")
    assert "al-Sudani" in group.first.inner_text()
    assert page.locator(f"{ITEM} .search-group").count() == 0

    words = sentence.locator("mark").first.inner_text()
    item.locator("a").first.click()
    page.wait_for_function("() => document.querySelector('.s:target')")
    assert words in page.locator(".s:target").inner_text()
    assert visit.violations == []


@pytest.mark.browser
def test_enter_opens_the_best_result(visit):
    page = typed(visit, "Erbil")
    page.locator(ITEM).first.wait_for()
    page.locator(".md-search__input").press("Enter")
    page.wait_for_url("**/briefings/002_*")

    assert visit.errors == []


@pytest.mark.browser
def test_addresses_hold_on_every_page_and_on_the_page_of_search_itself(visit):
    """Instant navigation keeps the script of the page that was loaded first."""
    page = visit.open("briefings/people/index.html")
    page.locator(".md-tabs a", has_text="Timeline").click()
    page.wait_for_url("**/timeline/**")
    box = page.locator(".md-search__input")
    box.click()
    box.fill("Erbil")
    box.press("Shift")
    page.locator(".search-all a").click()
    page.wait_for_url(f"{visit.site.url}{SEARCH}?q=Erbil")
    page.locator(HIT).first.wait_for()
    box.click()
    box.fill("Gaza")
    box.press("Shift")
    page.wait_for_function("() => document.querySelector('.search-all a')?.href.endsWith('q=Gaza')")
    page.locator(".search-all a").click()
    page.wait_for_url("**?q=Gaza")
    page.wait_for_function(
        "() => document.querySelectorAll('.search-results ol > li').length === 2"
    )

    assert page.locator(".search-field input").input_value() == "Gaza"


@pytest.mark.browser
def test_a_phrase_is_marked_where_it_stands(visit):
    page = asked(visit, '"security council"')

    assert page.locator(".search-sentence mark").first.inner_text().lower() == "security council"


@pytest.mark.browser
def test_a_sentence_is_shown_in_its_own_script_and_direction(visit):
    page = asked(visit, HEWLER)
    sentence = page.locator(".search-sentence bdi[lang=ar]").first

    assert sentence.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert (
        page.locator(".search-field input").evaluate("e => getComputedStyle(e).direction") == "rtl"
    )


@pytest.mark.browser
def test_facets_narrow_down_combine_and_stay_in_the_address(visit):
    page = asked(visit, "coalition")
    assert set(names(page)) == {"000", "001", "002", "003"}
    page.locator(".search-facets label", has_text="Arabic").locator("input").check()
    page.wait_for_function(
        "() => document.querySelectorAll('.search-results ol > li').length === 3"
    )
    page.locator(".search-facets label", has_text="Lloyd Austin").locator("input").check()
    page.wait_for_function("() => document.querySelectorAll('.search-results ol > li').length < 3")
    chosen = names(page)
    assert "lang=ar" in page.url
    assert "person=lloyd-austin" in page.url

    again = visit.open(page.url.removeprefix(visit.site.url))
    again.locator(HIT).first.wait_for()
    assert names(again) == chosen
    again.locator(".search-clear").click()
    again.wait_for_function(
        "() => document.querySelectorAll('.search-results ol > li').length === 4"
    )


@pytest.mark.browser
def test_an_empty_result_helps_and_says_so_aloud(visit):
    page = asked(visit, "xylophone")
    status = page.locator(".search-status")
    assert "xylophone" in status.inner_text()
    assert status.get_attribute("aria-live") == "polite"
    assert page.locator("[data-search-browse]").is_visible()

    page = typed(visit, "xylophone")
    assert page.locator(".search-beside a").count() >= 4
    assert page.locator(ITEM).count() == 0
    assert page.locator(".md-search-result__meta").get_attribute("aria-live") == "polite"


@pytest.mark.browser
def test_recent_searches_stay_in_the_browser_and_can_be_forgotten(visit):
    page = typed(visit, "Erbil")
    page.locator(f"{ITEM} a").first.click()
    page.wait_for_load_state()
    page = visit.open("index.html")
    page.locator(".md-search__input").click()
    page.locator(".search-group a", has_text="Erbil").wait_for()
    page.locator(".search-clear").click()

    assert page.evaluate("localStorage.getItem('searches')") is None
    assert all(url.startswith(visit.site.url) for url in visit.requests)


@pytest.mark.browser
def test_what_is_typed_is_never_markup(visit):
    attack = '<img src=x onerror="window.hit=1">"><script>window.hit=1</script>'
    page = asked(visit, f"coalition {attack}")
    typed(visit, f"coalition {attack}")

    assert page.evaluate("window.hit") is None
    assert page.locator(".search-beside img, .search-results img").count() == 0
    assert visit.violations == []


# ---------------------------------------------------------------------------- what if it fails


@pytest.mark.browser
def test_an_index_that_cannot_be_loaded_is_owned_up_to(browser, site):
    context = browser.new_context()
    context.route("**/search/manifest.json", lambda route: route.abort())
    page = Visit(context, site).open(f"{SEARCH}?q=coalition")
    page.wait_for_function("() => document.querySelector('.search-status').textContent")
    trouble = page.locator(".search-status").inner_text()
    ways = page.locator("[data-search-browse]").is_visible()
    context.close()

    assert "could not be loaded" in trouble
    assert ways


@pytest.mark.browser
def test_after_a_deploy_the_new_index_is_asked_for(browser, site):
    """The parts that an old manifest names are gone: the worker looks at the manifest again."""
    context = browser.new_context()
    asked_for: list[str] = []
    context.on("request", lambda request: asked_for.append(request.url))

    def stale(route):
        answer = route.fetch()
        text = answer.text()
        first = sum(url.endswith("manifest.json") for url in asked_for) == 1
        if first:
            old = json.loads(text)
            old["tables"] = {
                name: [firsts, ["0" * 12 for _ in parts]]
                for name, (firsts, parts) in old["tables"].items()
            }
            text = json.dumps(old)
        route.fulfill(response=answer, body=text)

    context.route("**/search/manifest.json", stale)
    page = Visit(context, site).page
    page.goto(site.url + f"{SEARCH}?q=Erbil")
    page.locator(HIT).first.wait_for()
    found = names(page)
    context.close()

    assert found == ["002"]


@pytest.mark.browser
def test_without_scripts_every_briefing_can_be_reached(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = Visit(context, site).open(SEARCH)
    hrefs = page.locator("[data-search-browse] details a").evaluate_all(
        "all => all.map(a => a.href)"
    )
    form = page.locator("form.search-form").is_visible()
    context.close()

    assert {href.rpartition("/")[2][:3] for href in hrefs} == {"000", "001", "002", "003"}
    assert not form


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_search_fits_a_small_screen(browser, site, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = asked(Visit(context, site), "\u0623\u064a\u0644\u0648\u0644 2025")
    width = page.evaluate("document.documentElement.scrollWidth")
    found = set(names(page))
    context.close()

    assert width <= 360
    assert {"001", "002"} <= found
