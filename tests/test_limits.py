"""What a seed may be and may cost: beyond that it is set aside, named, and others are published."""

from __future__ import annotations

import re
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from generator import build
from generator.errors import SeedError
from generator.seeds import UnreadableError, guarded, limits, read_folder, read_limits
from generator.seeds.limits import Limits
from tests.articles import article_of

GOOD = "Talks\n\nThe coalition left Erbil. Baghdad confirmed it.\n"


@pytest.mark.parametrize(
    ("limit", "text", "reason"),
    [
        ("bytes = 60", "x " * 31, "larger than 60 bytes"),
        ("lines = 4", "a\nb\nc\nd\ne\n", "longer than 4 lines"),
        ("word = 20", "T\n\n" + "x" * 21, "a word of more than 20 characters"),
        ("sentences = 5", "Talks\n\n" + "One left. " * 5, "more than 5 sentences"),
    ],
)
def test_a_seed_beyond_a_limit_is_set_aside(
    tmp_path: Path, lexicon, limit: str, text: str, reason: str
):
    (tmp_path / "limits.toml").write_text(limit)
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "bad.txt").write_text(text)

    intake = read_folder(tmp_path, lexicon)

    assert [article.seed.path for article in intake.articles] == ["good.txt"]
    assert [(file.name, file.reason) for file in intake.quarantined] == [("bad.txt", reason)]
    assert intake.other == ()


@pytest.mark.parametrize("limit", ["bytes = 62", "lines = 5", "word = 21", "sentences = 6"])
def test_a_seed_at_a_limit_is_published(tmp_path: Path, lexicon, limit: str):
    text = {"b": "x " * 31, "l": "a\nb\nc\nd\ne\n", "w": "T\n\n" + "x" * 21}
    (tmp_path / "limits.toml").write_text(limit)
    (tmp_path / "a.txt").write_text(text.get(limit[0], "Talks\n\n" + "One left. " * 5))

    assert len(read_folder(tmp_path, lexicon).articles) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("bytes = 1\nlins = 3\n", 2, "no limit 'lins'; there are bytes, lines"),
        ("# so many\nlines = 0\n", 2, "lines = 0: expected a whole number from 1 to 1000000000"),
        ("word = true\n", 1, "expected a whole number"),
        ('seconds = "9"\n', 1, "expected a whole number"),
        ("seconds = \n", 1, "not valid TOML"),
    ],
)
def test_a_mistake_in_the_limits_is_shown_with_file_and_line(
    tmp_path: Path, text: str, line: int, words: str
):
    (tmp_path / "limits.toml").write_text(text)

    with pytest.raises(SeedError) as error:
        read_limits(tmp_path)

    assert f"limits.toml:{line}: " in str(error.value)
    assert words in str(error.value)


def test_limits_are_not_read_through_a_link(tmp_path: Path):
    (tmp_path / "elsewhere.toml").write_text("lines = 1")
    (tmp_path / "limits.toml").symlink_to(tmp_path / "elsewhere.toml")

    with pytest.raises(SeedError, match="symbolic link"):
        read_limits(tmp_path)


def test_the_page_for_editors_tells_the_limits_that_hold():
    page = Path(__file__).parent.parent / "docs/add-a-seed.md"
    told = re.findall(r"```toml\n(bytes.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)

    assert tomllib.loads(told[0]) == asdict(Limits())


@pytest.mark.skipif(not hasattr(limits.signal, "setitimer"), reason="no such timer here")
def test_what_takes_too_long_is_stopped_and_others_go_on():
    def endless() -> None:
        while True:
            pass

    with pytest.raises(UnreadableError, match="takes more than 1 seconds"):
        guarded(endless, Limits(seconds=1))
    # The timer is off again: what comes after may take as long as it wants.
    until = time.process_time() + 1.2
    while time.process_time() < until:
        pass

    assert guarded(lambda: 1, Limits(seconds=1)) == 1


@pytest.mark.skipif(not hasattr(limits.signal, "setitimer"), reason="no such timer here")
def test_a_regular_expression_that_runs_away_is_stopped():
    with pytest.raises(UnreadableError, match="takes more than 1 seconds"):
        guarded(lambda: re.fullmatch(r"(a+)+b", "a" * 40), Limits(seconds=1))


def test_a_fault_of_ours_costs_one_seed_and_is_named(tmp_path: Path, lexicon, monkeypatch):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "bad.txt").write_text("Talks\n\nzzz left Erbil.\n")
    understand = build.understand

    def failing(article, known):
        if "zzz" in article.text:
            raise IndexError("no such thing")
        return understand(article, known)

    monkeypatch.setattr(build, "understand", failing)
    generation = build.generate(tmp_path, lexicon)

    (file,) = generation.intake.quarantined
    assert (file.name, file.reason[:40]) == ("bad.txt", "the generator fails on it: IndexError in")
    assert "report" in file.remedy
    assert [article.id for article in generation.intake.articles] == ["good"]
    (listed,) = [page for page in generation.pages if page.path == "index.md"]
    assert "IndexError" in listed.text
    assert build.seed_map(generation.intake)["bad.txt"]["status"] == "quarantined"


@pytest.mark.parametrize("step", ["to_record", "collate"])
def test_a_fault_over_a_record_or_a_page_costs_one_seed_too(
    tmp_path: Path, lexicon, monkeypatch, step: str
):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "bad.txt").write_text("Talks\n\nzzz left Erbil.\n")
    real = getattr(build, step)

    def failing(given, *more):
        each = given if step == "collate" else [given]
        if any("zzz" in briefing.article.text for briefing in each):
            raise OverflowError("too large")
        return real(given, *more)

    monkeypatch.setattr(build, step, failing)
    generation = build.generate(tmp_path, lexicon)

    assert [file.name for file in generation.intake.quarantined] == ["bad.txt"]
    assert "OverflowError" in generation.intake.quarantined[0].reason
    assert [article.id for article in generation.intake.articles] == ["good"]
    assert {page.path for page in generation.pages} >= {"good.md", "index.md"}
    assert "bad.md" not in {page.path for page in generation.pages}


def test_a_fault_that_is_of_no_seed_is_not_hidden(tmp_path: Path, lexicon, monkeypatch):
    (tmp_path / "good.txt").write_text(GOOD)

    def failing(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(build, "contents_of", failing)
    with pytest.raises(ZeroDivisionError):
        build.generate(tmp_path, lexicon)


def test_a_mistake_of_an_editor_stops_everything(tmp_path: Path, lexicon):
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "a.yml").write_text("colour: red\n")

    with pytest.raises(SeedError, match="colour"):
        build.generate(tmp_path, lexicon)


@pytest.mark.parametrize("between", [" ", "\t", "", "\u00a0 "])
def test_what_never_ends_is_cut_into_stretches_that_lose_nothing(lexicon, between: str):
    text = between.join(["كلمة", "word"] * 3000)
    article = article_of(f"Talks\n\n{text}\n", lexicon)

    stretches = [sentence.span.of(article.text) for sentence in article.sentences[1:]]

    assert len(stretches) > 4
    assert max(map(len, stretches)) <= 2000
    assert "".join("".join(stretches).split()) == "".join(text.split())
    assert not between or all(part.split()[0] in ("كلمة", "word") for part in stretches)


def test_a_very_long_paragraph_goes_on_in_parts(tmp_path: Path, lexicon):
    """A browser cannot lay out one of a megabyte; every sentence still has its place."""
    (tmp_path / "a.txt").write_text("Talks\n\n" + "The coalition left Erbil. " * 1200)

    (page,) = [p for p in build.generate(tmp_path, lexicon).pages if p.path == "a.md"]

    source = page.text[page.text.index('<div class="source">') :]
    parts = re.findall(r"<(p|div) lang=[^>]*>(.*?)</\1>", source, re.DOTALL)
    assert [tag for tag, _ in parts] == ["p", "p", *["div"] * 15]
    assert sum(text.count('class="s"') for _, text in parts) == 1201


KNOWN = "bytes, lines, word, sentences, seconds"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("# ours\n\nline = 3\n", 3, f"no limit 'line'; there are {KNOWN}"),
        ("lines = 4\n  words = 3\n", 2, f"no limit 'words'; there are {KNOWN}"),
        ('lines = 4\n"word " = 3\n', 2, f"no limit 'word '; there are {KNOWN}"),
        ('"lines" = 4\n"colour" = 3\n', 2, f"no limit 'colour'; there are {KNOWN}"),
        ("# lines\n[lines]\n", 2, "lines = {}: expected a whole number from 1 to 1000000000"),
        ("\nlines = 0\n", 2, "lines = 0: expected a whole number from 1 to 1000000000"),
        ("word = 1\nlines = -1\n", 2, "lines = -1: expected a whole number from 1 to 1000000000"),
        ("bytes = 1.5\n", 1, "bytes = 1.5: expected a whole number from 1 to 1000000000"),
        ("bytes = false\n", 1, "bytes = False: expected a whole number from 1 to 1000000000"),
    ],
)
def test_a_mistake_is_told_in_full(tmp_path: Path, text: str, line: int, problem: str):
    path = tmp_path / "limits.toml"
    path.write_text(text)

    with pytest.raises(SeedError) as error:
        read_limits(tmp_path)

    assert str(error.value) == f"{path}:{line}: {problem}"


def test_what_is_not_set_keeps_its_default(tmp_path: Path):
    assert read_limits(tmp_path) == Limits()

    (tmp_path / "limits.toml").write_text("lines = 1\nseconds = 9\n")

    assert read_limits(tmp_path) == Limits(lines=1, seconds=9)


@pytest.mark.parametrize(
    ("limit", "text", "remedy"),
    [
        ("bytes = 60", "x " * 31, "split it into several seeds"),
        ("lines = 4", "a\nb\nc\nd\ne\n", "split it"),
        ("word = 20", "T\n\n" + "x" * 21, "check the file"),
        ("sentences = 5", "Talks\n\n" + "One left. " * 5, "split it"),
    ],
)
def test_the_remedy_for_a_seed_beyond_a_limit(
    tmp_path: Path, lexicon, limit: str, text: str, remedy: str
):
    (tmp_path / "limits.toml").write_text(limit)
    (tmp_path / "bad.txt").write_text(text)

    (file,) = read_folder(tmp_path, lexicon).quarantined

    assert file.remedy == remedy


def failure(work, seconds: int = 60) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        guarded(work, Limits(seconds=seconds))
    return caught.value


@pytest.mark.skipif(not hasattr(limits.signal, "setitimer"), reason="no such timer here")
def test_what_takes_too_long_is_told_with_its_remedy():
    def endless() -> None:
        while True:
            pass

    problem = failure(endless, 1)

    assert problem.reason == "takes more than 1 seconds"
    assert problem.remedy == "split it, or raise `seconds` in limits.toml"


def test_a_fault_that_nobody_foresaw_is_told_with_its_remedy():
    problem = failure(lambda: {}["missing"])

    assert problem.reason.startswith("the generator fails on it: KeyError in generator.seeds.")
    assert isinstance(problem.__cause__, KeyError)
    assert problem.remedy == "report this with the file; every other seed is published"


def test_a_fault_is_placed_at_the_last_line_of_ours_that_it_went_through():
    """A library fails below a function of ours: what counts is where ours called it."""
    problem = failure(lambda: article_of("Talks\n\nThey left.", None))

    name, place = problem.reason.removeprefix("the generator fails on it: ").split(" in ")
    module, line = place.split(":")
    source = Path(limits.__file__).parents[2] / f"{module.replace('.', '/')}.py"
    assert (name, module) == ("AttributeError", "generator.seeds.intake")
    assert "lexicon.languages" in source.read_text(encoding="utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize("error", [SeedError("a.yml:1: no"), UnreadableError("empty", "fill it")])
def test_what_was_foreseen_passes_the_guard_as_it_is(error: Exception):
    def work() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        guarded(work, Limits())

    assert caught.value is error


def test_outside_the_main_thread_the_work_is_done_without_a_timer():
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(guarded, lambda: 3, Limits()).result() == 3
