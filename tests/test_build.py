"""Generated pages on disk, the published folder, and what must not depend on the clock."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from generator import build
from generator.errors import PublishError, SeedError
from tests.conftest import EPOCH, command

A_YEAR = 365 * 24 * 60 * 60


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def seeds_of(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_committed_pages_are_those_of_the_committed_seeds(project: Path):
    done = command("briefings", "check", cwd=project)

    assert done.returncode == 0, done.stderr


def test_generated_pages_do_not_depend_on_the_clock_or_the_machine(project: Path):
    results = []
    for number, environment in enumerate(
        (
            {"SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC", "PYTHONHASHSEED": "1"},
            {"SOURCE_DATE_EPOCH": str(int(EPOCH) + A_YEAR), "TZ": "Asia/Baghdad", "LC_ALL": "C"},
        )
    ):
        out = project / f"out{number}"
        done = command("briefings", "generate", "--out", str(out), cwd=project, **environment)
        assert done.returncode == 0, done.stderr
        results.append(tree(out))

    assert results[0] == results[1]
    assert results[0] == tree(project / "briefings")


def test_only_the_built_site_speaks_of_today(project: Path):
    sites = []
    for number in range(2):
        out = project / f"site{number}"
        epoch = str(int(EPOCH) + number * A_YEAR)
        command("briefings", "build", "--out", str(out), cwd=project, SOURCE_DATE_EPOCH=epoch)
        sites.append(tree(out))

    different = {name for name in sites[0] if sites[0][name] != sites[1][name]}
    assert "index.html" in different
    assert not any(name.startswith("data/") for name in different), different
    # A page of ours speaks of today only where it holds a plan with a date.
    plans = {
        path.relative_to(project).with_suffix(".html").as_posix()
        for path in (project / "briefings").rglob("*.md")
        if re.search("<!-- (due|overdue|drawing)", path.read_text("utf-8"))
    }
    assert {name for name in different if name.startswith("briefings/")} <= plans


def test_only_what_changed_is_written_and_nothing_stale_is_left(tmp_path: Path, lexicon):
    out = tmp_path / "out"
    both = seeds_of(tmp_path / "seeds", a="Erbil\n\nA text about Erbil.", b="Baghdad\n\nAnother.")
    build.write(build.generate(both, lexicon).pages, out)
    stamp = (out / "b.md").stat().st_mtime_ns
    (both / "a.txt").unlink()

    done = build.write(build.generate(both, lexicon).pages, out)

    assert set(done.removed) == {"a.md", "places/erbil.md"}
    assert "b.md" not in done.written
    assert (out / "b.md").stat().st_mtime_ns == stamp


def test_a_file_of_somebody_else_is_not_removed(tmp_path: Path, lexicon):
    out = tmp_path / "out"
    out.mkdir()
    (out / "diary.md").write_text("Dear diary")
    generation = build.generate(seeds_of(tmp_path / "seeds", a="A line of text"), lexicon)

    with pytest.raises(PublishError, match=r"diary\.md: not a generated page"):
        build.write(generation.pages, out)

    assert (out / "diary.md").read_text() == "Dear diary"
    assert not (out / "a.md").exists()


def test_an_empty_folder_is_refused_unless_it_is_meant(tmp_path: Path, lexicon):
    with pytest.raises(SeedError, match="--allow-empty"):
        build.generate(seeds_of(tmp_path / "seeds"), lexicon)

    assert build.generate(tmp_path / "seeds", lexicon, allow_empty=True).intake.articles == ()


def test_a_file_that_cannot_be_read_is_named_and_harms_no_other(tmp_path: Path, lexicon):
    seeds = seeds_of(tmp_path / "seeds", good="A line of text")
    (seeds / "bad.txt").write_bytes("ab\u0639\u0631\u0627\u0642".encode()[:-1])
    (seeds / "note.docx").write_bytes(b"PK\x03\x04")

    generation = build.generate(seeds, lexicon)

    published = build.seed_map(generation.intake)
    assert published["good.txt"] == "briefings/good.html"
    assert published["bad.txt"]["status"] == "quarantined"
    assert published["note.docx"]["status"] == "ignored"
    index = next(page.text for page in generation.pages if page.path == "index.md")
    assert "bad.txt" in index


def test_other_seeds_leave_the_committed_pages_alone(project: Path):
    before = tree(project / "briefings")
    seeds = seeds_of(project / "other", one="Only this text about Erbil.")

    done = command(
        "briefings", "build", "--seeds", str(seeds), "--out", str(project / "site"), cwd=project
    )

    assert done.returncode == 0, done.stderr
    assert tree(project / "briefings") == before
    published = json.loads((project / "site/data/seeds.json").read_text())
    assert published == {"one.txt": "briefings/one.html"}
    assert (project / "site/briefings/places/erbil.html").is_file()
    assert not (project / "site/briefings/people/lloyd-austin.html").exists()


def test_a_failed_build_leaves_the_published_site_as_it_was(project: Path):
    site = project / "site"
    assert command("briefings", "build", "--out", str(site), cwd=project).returncode == 0
    before = tree(site)
    (project / "seeds/000_2ff1e16875d8afd0.yml").write_text("published: yesterday\n")

    done = command("briefings", "build", "--out", str(site), cwd=project)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "000_2ff1e16875d8afd0.yml:1:" in done.stderr
    assert tree(site) == before
    assert [path.name for path in project.glob(".site.stage-*")] == []


def test_a_folder_that_is_no_site_is_never_replaced(project: Path):
    valuable = project / "valuable"
    valuable.mkdir()
    (valuable / "thesis.txt").write_text("years of work")

    done = command("briefings", "build", "--out", str(valuable), cwd=project)

    assert done.returncode == 2
    assert (valuable / "thesis.txt").read_text() == "years of work"


def test_the_published_folder_is_exchanged_as_a_whole(project: Path):
    """A page of the old site is gone at once, and a reader never meets a folder without a home."""
    site = project / "site"
    command("briefings", "build", "--out", str(site), cwd=project)
    inode = site.stat().st_ino
    page = site / "briefings/003_4c148d8a33c5d998.html"
    assert page.is_file()
    for file in (project / "seeds").glob("003_*"):
        file.unlink()
    seeds = ("--seeds", str(project / "seeds"))

    assert command("briefings", "build", *seeds, "--out", str(site), cwd=project).returncode == 0

    assert site.stat().st_ino != inode
    assert not page.exists()


def test_mkdocs_builds_strictly_from_any_working_directory(project: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    done = command(
        *("mkdocs", "build", "--strict", "-f", str(project / "mkdocs.yml")),
        cwd=elsewhere,
    )

    assert done.returncode == 0, done.stderr
    assert (project / "site/briefings/003_4c148d8a33c5d998.html").is_file()
    assert list(elsewhere.iterdir()) == []


def test_gh_deploy_publishes_to_a_repository(project: Path, tmp_path: Path):
    def git(*arguments: str, cwd: Path = project) -> str:
        identity = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", "A Tester"), ("EMAIL", "tester@example.org"))
        }
        return subprocess.run(
            ["git", *arguments],
            cwd=cwd,
            env={**os.environ, **identity},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    remote = tmp_path / "remote.git"
    git("init", "-q", "--bare", str(remote), cwd=tmp_path)
    git("init", "-q", "-b", "main")
    git("config", "user.name", "A Tester")
    git("config", "user.email", "tester@example.org")
    git("add", "-A")
    git("commit", "-q", "-m", "A fork")
    git("remote", "add", "origin", str(remote))

    done = command(
        "mkdocs", "gh-deploy", "--strict", cwd=project, SITE_URL="https://example.org/fork/"
    )

    assert done.returncode == 0, done.stderr
    published = git("ls-tree", "-r", "--name-only", "gh-pages", cwd=remote).splitlines()
    assert "briefings/003_4c148d8a33c5d998.html" in published
    assert ".nojekyll" in published
    page = git("show", "gh-pages:briefings/003_4c148d8a33c5d998.html", cwd=remote)
    assert 'href="https://example.org/fork/briefings/003_4c148d8a33c5d998.html"' in page


def test_an_entity_of_very_many_texts_continues_on_further_pages(tmp_path: Path, lexicon):
    """A country is named in every text: its page must not grow with the collection."""
    texts = {f"seed{number:03}": f"Text {number}\n\nErbil again." for number in range(150)}
    generation = build.generate(seeds_of(tmp_path / "seeds", **texts), lexicon)

    pages = {page.path: page.text for page in generation.pages if "places/erbil" in page.path}

    assert set(pages) == {"places/erbil.md", "places/erbil.2.md"}
    named = "".join(pages.values())
    assert all(f'href="../{name}.html"' in named for name in texts)
    assert 'href="erbil.2.html"' in pages["places/erbil.md"]


def test_hand_written_pages_are_never_taken_for_generated_ones(project: Path):
    before = tree(project / "docs")

    done = command("briefings", "generate", "--out", "docs", cwd=project)

    assert done.returncode == 2
    assert "not a generated page" in done.stderr
    assert tree(project / "docs") == before


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_published(project: Path):
    (project / "seeds/z.txt").write_bytes(b"%PDF-1.7")
    (project / "seeds/photo.jpg").write_bytes(b"")

    done = command("mkdocs", "build", "--strict", cwd=project)

    assert done.returncode == 0, done.stderr
    assert "z.txt" in (project / "site/briefings/index.html").read_text(encoding="utf-8")


def test_a_clock_that_cannot_be_read_is_one_clear_line(project: Path):
    done = command("briefings", "build", cwd=project, SOURCE_DATE_EPOCH="yesterday")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "SOURCE_DATE_EPOCH = 'yesterday'" in done.stderr


def test_an_editors_headline_wins_over_the_text_in_its_own_language(tmp_path: Path, lexicon):
    seeds = seeds_of(tmp_path / "seeds", a="Talks in Erbil\n\nThey met.")
    (seeds / "a.yml").write_text("title_en: What they agreed in Erbil\n")

    pages = {page.path: page.text for page in build.generate(seeds, lexicon).pages}

    assert "<h1>What they agreed in Erbil</h1>" in pages["a.md"]


def test_only_a_lead_that_was_cut_ends_in_an_ellipsis(tmp_path: Path, lexicon):
    whole, cut = "They met in Erbil.", "They met in Erbil " + "and talked " * 30 + "."
    pages = build.generate(seeds_of(tmp_path / "seeds", a=whole, b=cut), lexicon).pages
    titles = {page.path: page.text.split("<h1", 1)[-1].split("</h1>")[0] for page in pages}

    assert "\u2026" not in titles["a.md"]
    assert "\u2026" in titles["b.md"]


@pytest.fixture
def seed_page(tmp_path: Path, lexicon):
    """Return a maker of the page of one seed, as Markdown with its character references undone."""

    def of(text: str) -> str:
        seeds = seeds_of(tmp_path / "one", a=text)
        pages = {page.path: page.text for page in build.generate(seeds, lexicon).pages}
        return html.unescape(pages["a.md"])

    return of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ABD güçleri Irak'tan çekilecek ve koalisyonun görevi Eylül 2025 sonunda bitecek.",
            "In this language only names and dates are read",
        ),
        (
            "Oil prices rose on Monday as traders returned to the market in London.",
            "This text does not seem to be about the drawdown",
        ),
    ],
)
def test_a_page_says_where_reading_stops(seed_page, text: str, said: str):
    """Silence would read as: nothing happened."""
    assert said in seed_page(text)


def test_a_headline_is_composed_where_nobody_gave_one_and_says_so(seed_page):
    page = seed_page(
        "ستغادر القوات الأمريكية العراق بحلول أيلول 2025. وقالت بغداد إن المحادثات مستمرة."
    )

    headline = page.split("<h1")[1].split("</h1>")[0]
    assert headline.endswith("Withdrawal of forces · planned · by September 2025")
    assert "composed from the facts below" in page
