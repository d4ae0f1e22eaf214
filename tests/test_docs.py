"""The documents are under test: commands, keys, options, front matter, labels."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import frontmatter
import pytest

from generator import plugin
from generator.lexicon import DATA
from generator.render.edition import TEMPLATES
from generator.seeds import sidecar
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DEVELOPERS = (ROOT / "docs/developers/index.md").read_text(encoding="utf-8")
ADD_A_SEED = (ROOT / "docs/add-a-seed.md").read_text(encoding="utf-8")

# Every command of the README, and where it is run.
RUN_BY = {
    "python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r requirements.txt "
    "&& .venv/bin/pip install -q --no-deps --no-build-isolation -e . "
    "&& .venv/bin/mkdocs serve": (".ci/run", "command_of_readme 1"),
    "python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r tests/requirements.txt "
    "&& .venv/bin/pip install -q --no-deps --no-build-isolation -e . "
    "&& .venv/bin/python -m tests": (".ci/run", "command_of_readme 2"),
    ".venv/bin/briefings check": ("tests/__main__.py", '("briefings", "check")'),
    "SITE_URL=https://YOU.github.io/REPOSITORY/ .venv/bin/mkdocs gh-deploy --strict": (
        "tests/test_build.py",
        '"mkdocs", "gh-deploy", "--strict"',
    ),
    ".venv/bin/briefings build --out public": (
        "tests/test_build.py",
        '"briefings", "build", "--out"',
    ),
}


def test_every_command_of_the_readme_is_run_somewhere():
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
    commands = [line for block in blocks for line in block.splitlines()]

    assert set(commands) == set(RUN_BY)
    for path, words in RUN_BY.values():
        assert words in (ROOT / path).read_text(encoding="utf-8"), (path, words)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_the_example_of_a_sidecar_is_one():
    example = re.search(r"```yaml\n(.*?)```", ADD_A_SEED, re.S)
    assert example

    read = sidecar.parse(example[1], Path("example.yml"))
    assert read.titles["en"].startswith("Sources: ")
    assert read.corrections[0].entity == "mohammed-shia-al-sudani"


def test_every_key_of_a_sidecar_is_documented():
    documented = set(re.findall(r"`(\w+)`", ADD_A_SEED.split("| key |")[1].split("\n\n")[0]))

    assert set(sidecar.KEYS) <= documented


def test_every_option_of_the_plugin_is_documented():
    for name, _ in plugin.BriefingsConfig._schema:
        assert f"| `{name}` |" in DEVELOPERS


def test_front_matter_stands_in_the_documented_order():
    documented = re.findall(r"`(\w+)`", DEVELOPERS.split("In this order: ")[1].split("\n")[0])

    for path in (ROOT / "briefings").glob("*.md"):
        if path.name != "index.md":
            assert list(frontmatter.load(str(path)).metadata) == documented


def test_every_label_that_a_template_asks_for_exists():
    labels = tomllib.loads((DATA / "labels/en.toml").read_text(encoding="utf-8"))
    for template in TEMPLATES.glob("*.j2"):
        for path in re.findall(r"labels((?:\.\w+)+)", template.read_text(encoding="utf-8")):
            found = labels
            for part in path.strip(".").split("."):
                assert part in found, (template.name, path)
                found = found[part]


def test_the_changelog_knows_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]

    assert f"## {version} - " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_pages_workflow_checks_before_it_deploys_and_runs_daily():
    text = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")

    assert text.index("briefings check") < text.index("mkdocs build --strict")
    assert text.index("mkdocs build --strict") < text.index("deploy-pages")
    assert "schedule:" in text
