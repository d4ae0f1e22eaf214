"""The built site, as files: what must stand where, and that every link leads somewhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import ROOT, SUB_PATH, Site
from tests.site_links import broken_links

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
MIXED = "briefings/003_4c148d8a33c5d998.html"


class Paragraphs(HTMLParser):
    """Collects (lang, dir, text) of each paragraph of the source."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._inside = False
        self._open: tuple[str, str] | None = None
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if values.get("class") == "source":
            self._inside = True
        elif self._inside and tag == "p":
            self._open, self._text = (values["lang"], values["dir"]), ""

    def handle_endtag(self, tag):
        if self._open and tag == "p":
            self.found.append((*self._open, self._text))
            self._open = None
        elif self._inside and tag == "div":
            self._inside = False

    def handle_data(self, data):
        self._text += data


def page(site: Site, path: str) -> str:
    return (site.folder / path).read_text(encoding="utf-8")


def even(text: str) -> str:
    return " ".join(text.split())


def test_every_internal_link_and_fragment_resolves(site: Site):
    assert list(broken_links(site.folder, SUB_PATH)) == []


def test_the_link_checker_sees_a_broken_link_and_a_missing_fragment(tmp_path: Path):
    (tmp_path / "a.html").write_text('<a href="b.html#x">.</a><a href="c.html">.</a>')
    (tmp_path / "b.html").write_text('<p id="y">')

    assert list(broken_links(tmp_path, "/")) == [
        "a.html: b.html#x (no such fragment)",
        "a.html: c.html",
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_page_holds_every_line_of_its_seed_or_says_that_it_was_left_out(site: Site, seed: Path):
    text = seed.read_text(encoding="utf-8")
    html = page(site, f"briefings/{seed.stem}.html")
    record = json.loads(page(site, f"data/records/{seed.stem}.json"))
    shown = even(" ".join(text for _, _, text in Paragraphs(html).found))

    removed = [even(entry["text"]) for entry in record["removed"]]
    for line in filter(None, map(even, text.splitlines())):
        assert line in shown or line in removed


def test_paragraphs_have_the_direction_of_their_language(site: Site):
    found = Paragraphs(page(site, MIXED)).found

    assert [(lang, direction) for lang, direction, _ in found] == [("ar", "rtl")] * 3 + [
        ("en", "ltr")
    ] * 3


def test_the_persian_seed_is_marked_as_persian(site: Site):
    found = Paragraphs(page(site, "briefings/001_7f33110bd09b09ca.html")).found

    assert {(lang, direction) for lang, direction, _ in found} == {("fa", "rtl")}


def test_one_person_has_one_page_with_sentences_of_three_languages(site: Site):
    html = page(site, "briefings/people/mohammed-shia-al-sudani.html")

    for seed, lang in (("001", "fa"), ("002", "ar"), ("003", "ar"), ("003", "en")):
        pattern = (
            rf'<blockquote lang="{lang}" dir="(?:rtl|ltr)">[^<]*(?:<mark>[^<]*</mark>[^<]*)+'
            rf'</blockquote>\s*<a class="proof" href="../{seed}_'
        )
        assert re.search(pattern, html), (seed, lang)


def test_erbil_is_reached_from_its_kurdish_name(site: Site):
    source = page(site, "briefings/002_8ce6bd168f4ede0c.html")

    assert re.search(r'<a href="places/erbil.html">\u0647\u0648\u0644\u064a\u0631</a>', source)
    assert (site.folder / "briefings/places/erbil.html").is_file()


def test_every_record_is_valid_and_listed(site: Site):
    schema = json.loads(page(site, "data/schema.json"))
    seeds = json.loads(page(site, "data/seeds.json"))

    assert seeds == {seed.name: f"briefings/{seed.stem}.html" for seed in SEEDS}
    for seed in SEEDS:
        record = json.loads(page(site, f"data/records/{seed.stem}.json"))
        jsonschema.Draft202012Validator(schema).validate(record)
        assert (site.folder / seeds[seed.name]).is_file()


def test_every_page_carries_the_policy_before_anything_that_it_governs(site: Site):
    for html in site.folder.rglob("*.html"):
        text = html.read_text(encoding="utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
        assert policy, html
        assert "<script" not in text[: policy.start()], html
        assert "<link" not in text[: policy.start()], html
        assert "default-src &#39;none&#39;" in policy[1]
        assert "unsafe" not in policy[1]


def test_the_site_has_an_address_and_a_preview_image(site: Site):
    html = page(site, MIXED)
    image = re.search(r'property="og:image" content="([^"]+)"', html)

    assert image
    assert image[1].startswith(site.url)
    assert (site.folder / image[1].removeprefix(site.url)).read_bytes().startswith(b"\x89PNG")
    assert f'<link rel="canonical" href="{site.url}{MIXED}">' in html


def test_fonts_come_with_their_licence(site: Site):
    fonts = site.folder / "assets/fonts"

    families = {path.name.split("-latin")[0].split("-arabic")[0] for path in fonts.glob("*.woff2")}
    for family in families:
        assert (fonts / f"LICENSE-{family}.txt").is_file() or (
            fonts / f"LICENSE-{family}-arabic.txt"
        ).is_file(), family


def test_the_home_page_says_what_is_newest_and_when_it_was_built(site: Site):
    html = page(site, "index.html")

    assert "21 November 2026" in html
    assert all(f'href="briefings/{seed.stem}.html"' in html for seed in SEEDS)


def test_generated_pages_stay_out_of_the_navigation(site: Site):
    """The cost of a page must not grow with the number of pages."""
    html = page(site, "method.html")

    assert "briefings/index.html" in html
    assert "briefings/000_" not in html
    assert "briefings/people/lloyd" not in html


def test_what_is_inferred_says_so_with_its_rule_and_leads_to_its_sentence(site: Site):
    html = page(site, "briefings/001_7f33110bd09b09ca.html")
    label = re.search(r'<a class="basis" href="#(s-[0-9a-f]{8})">([^<]+)</a>', html)

    assert label
    assert label[2] == "inferred, the text opens with its name"
    assert f'<span class="s" id="{label[1]}">' in html


def test_every_event_and_statement_is_one_click_from_its_sentence(site: Site):
    html = page(site, "briefings/001_7f33110bd09b09ca.html")
    facts = re.findall(r'<ol class="facts">(.*?)</ol>', html, re.S)

    assert len(facts) == 2, "events, then statements"
    for listed in facts:
        links = re.findall(r'<a class="proof" href="#(s-[0-9a-f]{8})">', listed)
        assert len(links) == listed.count("<li>") > 3
        assert all(f'id="{link}"' in html for link in links)
    assert "End of the coalition mission" in facts[0]
    assert "four Iraqi sources, via EcoIran" in facts[0]
    assert "chip--planned" in facts[0]
    assert "chip--denied" in facts[0]


def test_the_inferred_day_of_seed_003_shows_why(site: Site):
    html = page(site, MIXED)
    reasons = re.search(r'<details><summary class="basis">(.*?)</details>', html, re.S)

    assert reasons
    assert "27 January 2024" in html[: reasons.start()]
    assert "it names the weekday of its own day" in reasons[1]
    assert "a weekday and a date that fall together in few years" in reasons[1]
    links = re.findall(r'href="#(s-[0-9a-f]{8})"', reasons[1])
    assert links
    assert all(f'id="{link}"' in html for link in links)


def test_what_another_seed_tells_of_the_date_is_shown_apart(site: Site):
    html = page(site, "briefings/000_2ff1e16875d8afd0.html")
    record = json.loads(page(site, "data/records/000_2ff1e16875d8afd0.json"))
    collection = json.loads(page(site, "data/collection.json"))

    assert record["published"]["edtf"] == "2023-10-07/2024-01-27"
    narrowed = collection["published_narrowed"]["000_2ff1e16875d8afd0"]
    assert narrowed["edtf"] == "2024-01-25/2024-01-27"
    assert f'href="{narrowed["by"]}.html#{narrowed["by_sentence"]}"' in html
