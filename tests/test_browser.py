"""The built site in a real browser: what it asks for and shows, with and without JavaScript."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import Site

pytestmark = pytest.mark.browser

ARABIC = "briefings/000_2ff1e16875d8afd0.html"
PERSIAN = "briefings/001_7f33110bd09b09ca.html"
MIXED = "briefings/003_4c148d8a33c5d998.html"
PERSON = "briefings/people/mohammed-shia-al-sudani.html"
PAGES = ("index.html", "briefings/index.html", ARABIC, PERSIAN, MIXED, PERSON, "method.html")
_COUNT_VIOLATIONS = """
  window.violations = [];
  document.addEventListener('securitypolicyviolation', e =>
    window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
"""


class Visit:
    """A page open in a fresh browser profile, with a log of all that happened."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.site = site
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._log)

    def _log(self, message) -> None:
        if message.type == "error" and "favicon" not in message.text:
            self.errors.append(message.text)

    def open(self, path: str) -> Page:
        self.page.goto(self.site.url + path, wait_until="networkidle")
        return self.page

    @property
    def violations(self) -> list[str]:
        return self.page.evaluate("window.violations")


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(_COUNT_VIOLATIONS)
    yield Visit(context, site)
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_but_the_site_and_breaks_no_rule_of_its_policy(visit: Visit, path: str):
    visit.open(path)

    assert [url for url in visit.requests if not url.startswith(visit.site.url)] == []
    assert visit.violations == []
    assert visit.errors == []


def test_the_policy_is_in_force(visit: Visit):
    """A policy that stops nothing would have no violations either."""
    page = visit.open(ARABIC)
    page.evaluate(
        """() => { const s = document.createElement('script');
                   s.textContent = 'window.ran = true'; document.body.append(s); }"""
    )

    assert page.evaluate("window.ran") is None
    assert len(visit.violations) == 1


def test_the_missing_page_keeps_the_policy(visit: Visit):
    page = visit.open("404.html")

    assert visit.violations == []
    assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1


def test_moving_through_the_site_keeps_the_policy(visit: Visit):
    page = visit.open("index.html")
    page.get_by_role("link", name="US and Iraq agree to open talks").first.click()
    page.wait_for_url("**/000_*.html")
    page.locator(".source a").first.click()
    page.wait_for_url("**/briefings/*/*.html")
    page.locator(".mention-sentence a.proof").first.click()
    page.wait_for_url("**/briefings/*.html#s-*")
    page.locator(".s:target").wait_for()

    assert visit.violations == []
    assert visit.errors == []


def test_a_proof_leads_to_its_highlighted_sentence(visit: Visit):
    page = visit.open(MIXED)
    plain = page.locator(".source .s").nth(1).evaluate("e => getComputedStyle(e).backgroundColor")
    proof = page.locator(".key-sentences a.proof").first
    target = str(proof.get_attribute("href")).partition("#")[2]
    proof.click()
    sentence = page.locator(f".source #{target}")
    sentence.wait_for()

    assert sentence.evaluate("e => e.matches(':target')")
    assert sentence.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    assert sentence.is_visible()


def test_arabic_stands_right_and_english_left_on_one_page(visit: Visit):
    page = visit.open(MIXED)
    edges = page.evaluate(
        """() => [...document.querySelectorAll('.source p')].map(p => {
             const line = document.createRange(); line.selectNodeContents(p);
             const rects = [...line.getClientRects()];
             const top = Math.min(...rects.map(r => r.top));
             const first = rects.filter(r => r.top < top + 8);
             const box = p.getBoundingClientRect();
             return [p.dir, Math.round(Math.min(...first.map(r => r.left)) - box.left),
                     Math.round(box.right - Math.max(...first.map(r => r.right)))]; })"""
    )

    assert [direction for direction, _, _ in edges] == ["rtl"] * 3 + ["ltr"] * 3
    for direction, left, right in edges:
        assert (right if direction == "rtl" else left) <= 1, edges


@pytest.mark.parametrize(
    ("path", "lang", "family"),
    [(ARABIC, "ar", "Noto Naskh"), (PERSIAN, "fa", "Vazirmatn"), (MIXED, "en", "IBM Plex")],
)
def test_each_script_is_set_in_its_own_face(visit: Visit, path: str, lang: str, family: str):
    page = visit.open(path)
    page.evaluate("document.fonts.ready.then(() => true)")
    element = page.locator(f'.source p[lang="{lang}"]').first

    assert family in element.evaluate("e => getComputedStyle(e).fontFamily").split(",")[0]
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family).join()"
    )
    assert family in loaded


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_over_the_edge_of_a_small_screen(
    browser: Browser, site: Site, path: str, scheme: str
):
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = Visit(context, site).open(path)
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert width <= 360


def test_a_reader_without_scripts_reads_everything(browser: Browser, site: Site):
    context = browser.new_context(java_script_enabled=False)
    visit = Visit(context, site)
    page = visit.open(ARABIC)
    page.locator(".key-sentences a.proof").first.click()
    shown = page.locator(".source .s").first.is_visible()
    target = page.locator(".s:target").count()
    page.locator("details.removed summary").first.click()
    removed = page.locator("details.removed li").first.is_visible()
    context.close()

    assert shown
    assert target == 1
    assert removed
    assert not any(url.endswith(".js") for url in visit.requests)


def test_dark_and_light_differ_and_can_be_switched(visit: Visit):
    page = visit.open("index.html")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.locator('label[title="Dark"]').click()
    page.wait_for_function(f"{colour} !== {light!r}")

    assert visit.violations == []


def test_a_printed_page_holds_the_source_and_not_the_frame(visit: Visit):
    page = visit.open(MIXED)
    page.emulate_media(media="print")

    assert page.locator(".source").is_visible()
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-tabs").is_visible()


PROOFS = """() => [...document.querySelectorAll('a.proof[href*="#s-"]')].map(a => {
  const quote = a.parentElement.querySelector(':scope > blockquote, :scope > bdi')
  return [a.href, quote ? quote.textContent : ''] })"""
HIGHLIGHTED = """id => { const s = document.getElementById(id);
  const clean = s.cloneNode(true); clean.querySelectorAll('[data-ctl]').forEach(e => e.remove());
  return [s.matches(':target'), getComputedStyle(s).backgroundColor, clean.textContent] }"""


def even(text: str) -> str:
    return " ".join(text.split())


def test_every_fact_leads_to_a_highlighted_sentence_that_holds_its_words(visit: Visit):
    """Figures, dates, statements, events, matrix cells, and every row of the table."""
    site = visit.site
    pages = sorted(
        path.relative_to(site.folder).as_posix()
        for path in (site.folder / "briefings").rglob("*.html")
    )
    proofs: dict[str, set[str]] = {}
    for path in ("index.html", *pages):
        html = (site.folder / path).read_text("utf-8")
        if 'class="proof"' not in html:
            continue
        visit.page.goto(site.url + path, wait_until="domcontentloaded")
        for href, quote in visit.page.evaluate(PROOFS):
            proofs.setdefault(href, set()).add(even(quote))
    with (site.folder / "data/facts.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            quote = row["quote"].lstrip("'") if row["quote"][:1] == "'" else row["quote"]
            proofs.setdefault(row["url"], set()).add(even(quote))
    plain = "rgba(0, 0, 0, 0)"

    assert len(proofs) > 60
    for href, quotes in sorted(proofs.items()):
        visit.page.goto("about:blank")
        visit.page.goto(href, wait_until="domcontentloaded")
        is_target, colour, words = visit.page.evaluate(HIGHLIGHTED, href.partition("#")[2])
        assert is_target, href
        assert colour != plain, href
        for quote in quotes:
            assert quote in even(words), (href, quote)


def test_the_timeline_is_filtered_in_place_and_without_javascript(visit: Visit, browser: Browser):
    page = visit.open("briefings/timeline/index.html")
    everything = page.locator(".timeline > li:visible").count()
    page.locator('.filters a[data-value="withdrawal"]').click()
    withdrawals = page.locator(".timeline > li:visible").count()
    page.locator('.filters a[data-value="planned"]').click()

    assert 0 < page.locator(".timeline > li:visible").count() < withdrawals < everything
    assert page.url.endswith("timeline/index.html")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(visit.site.url + "briefings/timeline/index.html")
    plain.locator('.filters a[data-value="withdrawal"]').click()
    assert plain.url.endswith("kind-withdrawal.html")
    assert plain.locator(".timeline > li").count() == withdrawals
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        *(f"briefings/{name}/index.html" for name in ("timeline", "differences", "figures")),
        *(f"briefings/{name}/index.html" for name in ("statements", "sources", "places")),
    ],
)
def test_a_page_that_gathers_fits_a_narrow_screen(visit: Visit, path: str):
    visit.page.set_viewport_size({"width": 360, "height": 800})
    page = visit.open(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit.violations == []
    assert visit.errors == []


def test_a_mark_on_a_drawing_leads_to_its_event(visit: Visit):
    page = visit.open("index.html")
    mark = page.locator(".chart--timeline .mark-link").first
    target = str(mark.get_attribute("href")).partition("#")[2]
    mark.click()
    page.wait_for_url(f"**/timeline/index.html#{target}")

    assert page.locator(f"#{target}").is_visible()
