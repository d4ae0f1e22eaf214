"""The commands, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli, publish
from tests.conftest import ROOT, command

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
COMMANDS = ("generate", "check", "build", "facts", "explain")


def test_facts_prints_a_record_a_line_in_the_order_given():
    paths = [str(path) for path in reversed(SEEDS)]
    done = command("briefings", "facts", *paths)

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == [path.stem for path in reversed(SEEDS)]


def test_explain_prints_every_sentence_with_the_rules_of_its_facts():
    seed = ROOT / "seeds/003_4c148d8a33c5d998.txt"
    done = command("briefings", "explain", str(seed))
    record = json.loads(command("briefings", "facts", str(seed)).stdout)

    for sentence in record["sentences"]:
        assert f"{sentence['id']} [{sentence['lang']}] {sentence['text']}" in done.stdout
    for entity in record["entities"]:
        for mention in entity["mentions"]:
            assert f"{entity['id']}: {mention['text']} ({mention['rule']})" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example(name: str):
    done = command("briefings", name, "--help")

    assert done.returncode == 0
    assert f"briefings {name}" in done.stdout.split("Example", 1)[1]


def test_help_documents_the_exit_codes():
    assert "Exit codes" in command("briefings", "--help").stdout


def test_a_missing_seed_is_one_clear_line(tmp_path: Path):
    done = command("briefings", "facts", str(tmp_path / "nothing.txt"))

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "nothing.txt" in done.stderr


def test_check_writes_nothing_and_names_a_page_that_is_out_of_date(project: Path):
    page = project / "briefings/000_2ff1e16875d8afd0.md"
    changed = page.read_text(encoding="utf-8").replace("## Related", "## Relatives")
    page.write_text(changed, encoding="utf-8")

    done = command("briefings", "check", cwd=project)

    assert done.returncode == 1
    assert "000_2ff1e16875d8afd0.md: out of date" in done.stderr
    assert page.read_text(encoding="utf-8") == changed


def test_check_sees_a_quotation_that_is_not_in_its_seed(project: Path):
    page = project / "briefings/000_2ff1e16875d8afd0.md"
    text = page.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith('<span class="s"'))
    number = text.splitlines().index(line) + 1
    page.write_text(text.replace(line, line.replace("</span>", " not said</span>")), "utf-8")

    done = command("briefings", "check", cwd=project)

    assert done.returncode == 1
    assert f"000_2ff1e16875d8afd0.md:{number}: a quotation that is not verbatim" in done.stderr


def test_check_sees_a_broken_link(project: Path):
    page = project / "briefings/places/erbil.md"
    text = page.read_text(encoding="utf-8").replace("../002_", "../009_")
    page.write_text(text, encoding="utf-8")

    done = command("briefings", "check", cwd=project)

    assert done.returncode == 1
    assert "broken link ../009_8ce6bd168f4ede0c.html" in done.stderr


def test_check_prints_doubts_with_file_and_line():
    done = command("briefings", "check")

    assert "doubt: seeds/002_8ce6bd168f4ede0c.txt:1:" in done.stdout
    assert "published: YYYY-MM-DD" in done.stdout


def test_strict_tells_of_a_file_that_was_not_published(project: Path):
    (project / "seeds/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")

    plain = command("briefings", "generate", cwd=project)
    strict = command("briefings", "generate", "--strict", cwd=project)

    assert (plain.returncode, strict.returncode) == (0, 3)
    assert "picture.txt" in strict.stderr


@pytest.mark.parametrize("name", ["x.md.txt", "[link](x).txt", "a b.txt"])
def test_check_finds_no_fault_with_odd_names_and_titles(project: Path, name: str):
    (project / "seeds" / name).write_text("See [x](y) <b> now\n\nThe coalition left Erbil.")
    assert command("briefings", "generate", cwd=project).returncode == 0

    done = command("briefings", "check", cwd=project)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"---\ntitle: [\n---\n", b"<<<<<<< HEAD\n"])
def test_check_names_a_damaged_page(project: Path, damage: bytes):
    (project / "briefings/index.md").write_bytes(damage)

    done = command("briefings", "check", cwd=project)

    assert done.returncode == 1
    assert "briefings/index.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_control_characters_do_not_reach_the_terminal(project: Path):
    (project / "seeds/a\x1b[31mred.txt").write_text("Talks \x1b[31m in Erbil\n\nThey met.")

    for arguments in (("check",), ("explain", "seeds/a\x1b[31mred.txt")):
        done = command("briefings", *arguments, cwd=project)
        assert "\x1b" not in done.stdout + done.stderr


def test_a_fault_of_the_generator_is_one_clear_line(monkeypatch):
    def failing(_briefing):
        raise IndexError("no\nsuch thing")

    monkeypatch.setattr(cli, "explain", failing)
    seed = str(next((ROOT / "seeds").glob("*.txt")))

    done = CliRunner().invoke(cli.main, ["explain", seed])

    assert done.exit_code == 2
    assert done.stderr.startswith("error: a fault of the generator: IndexError: no such thing; ")
    assert done.stderr.count("\n") == 1
    monkeypatch.setenv("BRIEFINGS_DEBUG", "1")
    assert isinstance(CliRunner().invoke(cli.main, ["explain", seed]).exception, IndexError)


def test_a_build_takes_the_nearest_configuration(tmp_path: Path, monkeypatch):
    (tmp_path / "mkdocs.yml").write_text("site_name: x")
    (tmp_path / "a/b").mkdir(parents=True)
    found = {}
    monkeypatch.setattr(publish, "publish", lambda config, out, *_a, **_k: found.update(at=config))

    for folder, given, expected in (
        (tmp_path / "a/b", [], tmp_path / "mkdocs.yml"),
        (Path("/"), [], ROOT / "mkdocs.yml"),
        (Path("/"), ["--config", str(tmp_path / "mkdocs.yml")], tmp_path / "mkdocs.yml"),
    ):
        monkeypatch.chdir(folder)
        CliRunner().invoke(cli.main, ["build", "--out", str(tmp_path / "site"), *given])

        assert found.pop("at").samefile(expected)

    done = CliRunner().invoke(cli.main, ["build", "--config", str(tmp_path / "none.yml")])
    assert done.exit_code == 2
    assert "none.yml: no such file; name one with --config" in done.stderr
