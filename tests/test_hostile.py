"""Hostile seeds: nothing runs, no page breaks, no letter is lost; each belt is seen to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import plugin, sanitizer
from generator.errors import PublishError
from generator.publish import publish
from generator.render import literal
from tests.conftest import Site, copy_of_project, served
from tests.hostile import CONTROL, is_outside, judge, read, write_seeds

FEW = frozenset({"script", "image", "closes-all", "person-with-markup", "headings-and-rules"})
_LISTEN = "for (const f of ['alert', 'confirm', 'prompt']) window[f] = () => { window.__hit = 1 };"


def built(base: Path, *, only: frozenset[str] | None = None) -> tuple[Path, dict[str, str]]:
    """Build a site of the hostile seeds in this process, so that a test can take a belt off."""
    project = copy_of_project(base)
    texts = write_seeds(base / "hostile", only=only)
    publish(project / "mkdocs.yml", base / "site", base / "hostile", allow_empty=False)
    return base / "site", texts


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Iterator[tuple[Site, dict[str, str]]]:
    """Give the site of all hostile seeds, built with every belt, and what the seeds say."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SANITIZE", "true")
        folder, texts = built(tmp_path_factory.mktemp("hostile"))
    with served(folder) as address:
        yield Site(folder, f"{address}/"), texts


def test_no_page_breaks_and_no_letter_is_lost(hostile):
    site, texts = hostile

    assert list(judge(site.folder, texts)) == []


@pytest.mark.browser
def test_nothing_runs_asks_outside_or_leads_away(hostile, browser: Browser):
    site, _ = hostile
    assert list(acting(site, browser)) == []


@pytest.mark.browser
def test_the_box_of_search_shows_hostile_words_as_words(hostile, browser: Browser):
    site, _ = hostile
    context = browser.new_context()
    context.add_init_script(_LISTEN)
    page = context.new_page()
    page.goto(f"{site.url}search/?q=script", wait_until="networkidle")

    page.wait_for_selector("text=<script>", timeout=20000)

    assert page.evaluate("window.__hit") is None
    assert page.locator("[data-search-page] script").count() == 0
    context.close()


def acting(site: Site, browser: Browser) -> Iterator[str]:
    """Visit every page; yield what ran, what was asked of others, and where it led."""
    context = browser.new_context()
    context.add_init_script(_LISTEN)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for path in sorted(site.folder.rglob("*.html")):
        url = site.url + path.relative_to(site.folder).as_posix()
        page.goto(url, wait_until="load")
        # What waits for a click or for the mouse gets both.
        page.evaluate(
            "for (const e of document.querySelectorAll('article *')) for (const t of "
            "['click', 'mouseover', 'focus', 'error']) if (e.tagName !== 'A' || "
            "/^javascript/i.test(e.href)) e.dispatchEvent(new Event(t))"
        )
        if page.evaluate("window.__hit") is not None:
            yield f"{path.name}: a script ran"
        if page.url.split("#")[0] != url:
            yield f"{path.name}: led to {page.url}"
    context.close()
    yield from (f"asked {url}" for url in asked if is_outside(url, site.url))


# The belts, one after the other taken off: each must be missed.


def without_escaping(monkeypatch) -> None:
    monkeypatch.setattr(literal, "_ACTIVE", re.compile(r"(?!)()"))


def without_escaped_titles(monkeypatch) -> None:
    monkeypatch.setattr(plugin, "_escaped", lambda value: value)


def without_sanitizer(monkeypatch) -> None:
    monkeypatch.setattr(plugin, "first_removed", lambda _html: None)


def without_policy(monkeypatch) -> None:
    monkeypatch.setattr(plugin, "content_security_policy", lambda *_a, **_k: "")


@pytest.mark.parametrize("belt", [without_escaping, without_escaped_titles, without_policy])
def test_a_missing_belt_is_seen(tmp_path: Path, monkeypatch, belt):
    without_sanitizer(monkeypatch)
    belt(monkeypatch)

    faults = list(judge(*built(tmp_path, only=FEW)))

    assert faults != []


def test_the_sanitizer_stops_a_build_whose_escaping_fails(tmp_path: Path, monkeypatch):
    without_escaping(monkeypatch)
    monkeypatch.setenv("SANITIZE", "true")

    with pytest.raises(PublishError, match="which no template writes"):
        built(tmp_path, only=FEW)

    assert not (tmp_path / "site").exists()


@pytest.mark.browser
def test_the_policy_stands_when_nothing_else_does(tmp_path: Path, monkeypatch, browser: Browser):
    """And the harness does see a script that runs: without the policy, some do."""
    without_escaping(monkeypatch)
    without_escaped_titles(monkeypatch)
    without_sanitizer(monkeypatch)
    ran = {}
    for name, off in (("with policy", lambda _: None), ("without", without_policy)):
        off(monkeypatch)
        base = tmp_path / name
        base.mkdir()
        folder, _ = built(base, only=FEW)
        with served(folder) as address:
            found = list(acting(Site(folder, f"{address}/"), browser))
        ran[name] = [fault for fault in found if "ran" in fault]

    assert ran["with policy"] == []
    assert ran["without"] != []


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<script>x()</script></p>",
        '<p onclick="x()">a</p>',
        '<p style="position:fixed">a</p>',
        '<a href="javascript:x()">a</a>',
        "<p>a</p><!-- hidden -->",
        '<form action="x"><input></form>',
        '<iframe src="x"></iframe>',
        "<img src=x>",
        "<svg><script>x()</script></svg>",
        '<svg><use href="//example.org/x.svg#a"></use></svg>',
    ],
)
def test_the_sanitizer_refuses_what_no_template_writes(html: str):
    assert sanitizer.first_removed(html) is not None


def test_the_sanitizer_leaves_alone_what_templates_write():
    html = (
        '<section aria-labelledby="a"><h2 id="a">A &amp; B</h2><p lang="ar" dir="rtl">&#60;b&#62; '
        '<a class="proof" href="x.html#s-1">1</a> <bdi>\u0639</bdi></p><svg viewBox="0 0 1 1">'
        '<title id="t">T</title><foreignObject width="1" height="1"><div>x</div></foreignObject>'
        '<path d="M0 0"/></svg><details class="removed"><summary>S</summary></details></section>'
    )

    assert sanitizer.first_removed(html) is None


def test_the_sanitizer_must_be_there_when_it_is_asked_for(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(sanitizer, "nh3", None)
    monkeypatch.setenv("SANITIZE", "true")

    with pytest.raises(PublishError, match="needs nh3"):
        built(tmp_path, only=frozenset())


def test_the_judge_has_eyes(tmp_path: Path, hostile):
    """A control page that is spoilt in each way is found out in each way."""
    site, texts = hostile
    place = f"briefings/{CONTROL}.html"
    whole = (site.folder / place).read_text(encoding="utf-8")
    assert read(site.folder / place).policy

    for spoilt in (
        whole.replace("coalition", "coaltion"),
        whole.replace("<p lang", '<p onclick="x" lang', 1),
        re.sub(r"<meta[^>]*default-src[^>]*>", "", whole),
    ):
        assert spoilt != whole
        (tmp_path / "briefings").mkdir(exist_ok=True)
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / place).write_text(spoilt, encoding="utf-8")
        (tmp_path / "data/seeds.json").write_text(f'{{"{CONTROL}.txt": "{place}"}}')
        name = f"{CONTROL}.txt"
        control_of_whole = {name: texts[name]}
        assert list(judge(tmp_path, control_of_whole)) != []
