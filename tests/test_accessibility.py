"""Every kind of page, two widths, light and dark: WCAG 2.2 AA and good practice, by axe."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from playwright.sync_api import Browser

from generator.conformance import conforming
from tests.conftest import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    *("index.html", "404.html", "method.html", "data.html", "developers/index.html"),
    *("briefings/index.html", "briefings/003_4c148d8a33c5d998.html"),
    *("briefings/000_2ff1e16875d8afd0.html", "briefings/001_7f33110bd09b09ca.html"),
    "briefings/people/mohammed-shia-al-sudani.html",
    *(
        f"briefings/{name}/index.html"
        for name in ("people", "organizations", "places", "timeline", "differences", "figures")
    ),
    *(f"briefings/{name}/index.html" for name in ("statements", "sources", "changes", "doubts")),
    "search/index.html",
)
_RUN = """async rules => {
  const {violations} = await axe.run(document, {runOnly: rules});
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 120)}`));
}"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_stands_in_a_readers_way(browser: Browser, site: Site, width: int, scheme: str):
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # The policy forbids a script of ours like any other's.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = {}
    for path in PAGES:
        page.goto(site.url + path, wait_until="load")
        page.add_script_tag(content=axe)
        if violations := page.evaluate(_RUN, RULES):
            found[path] = violations
    context.close()

    assert found == {}


def test_every_label_and_number_of_the_theme_is_valid(site: Site):
    for path in sorted(site.folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        ids = set(re.findall(r' id="([^"]+)"', html))
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))

        assert labelled <= ids, path
        assert ' tabindex=""' not in html, path
        assert not re.search(r'type="checkbox"[^>]*autocomplete', html), path
        assert re.search(r'role="dialog" aria-label="[^"]+"', html), path


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off">',
            '<input class="md-toggle" type="checkbox" id="__drawer">',
        ),
        (
            '<input type="text" autocomplete="off">',
            '<input type="text" autocomplete="off">',
        ),
        (
            '<label class="md-nav__link" for="a" tabindex="">',
            '<label class="md-nav__link" for="a">',
        ),
        ('<label class="md-nav__title" for="__toc">', '<label class="md-nav__title">'),
        (
            '<input id="__toc"><label for="__toc">',
            '<input id="__toc"><label for="__toc">',
        ),
        (
            '<div class="md-search" data-md-component="search" role="dialog">',
            '<div class="md-search" data-md-component="search" role="dialog" '
            'aria-label="Find &#34;it&#34;">',
        ),
    ],
)
def test_the_theme_is_set_right_and_nothing_else(html: str, expected: str):
    assert conforming(html, 'Find "it"') == expected
