"""The supply chain holds: workflows, lock files, Dependabot, and what SECURITY.md says of them.

Each rule is a function from a file's text to complaints, so that a bad snippet can prove that it
is able to complain.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.seeds.reading import MAX_BYTES
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())
DEPENDABOT = ROOT / ".github/dependabot.yml"
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PINNED = re.compile(r"\s*(?:- )?uses: ([\w-]+(?:/[\w.-]+)+@[0-9a-f]{40}) # v\d+\.\d+\.\d+")
LOCKED = re.compile(r"[\w.-]+(?:\[.+?\])?==\S+(?: ; .+?)?(?: --hash=sha256:[0-9a-f]{64})+")
INSTALLERS = {"pip", "pip3", "pipx", "uv", "uvx", "npm", "npx", "curl", "wget"}
# What Scorecard lets stand beside itself when it publishes.
BESIDE_SCORECARD = {
    "actions/checkout",
    "github/codeql-action/upload-sarif",
    "ossf/scorecard-action",
}
# Every right to write that a job has, and the only ones.
MAY_WRITE = {
    ("codeql.yml", "analyze"): {"security-events"},
    ("pages.yml", "deploy"): {"pages", "id-token"},
    ("release.yml", "publish"): {"contents", "id-token", "attestations"},
    ("scorecard.yml", "analysis"): {"security-events", "id-token"},
}

Rule = Callable[[str], list[str]]


def jobs(text: str) -> dict[str, dict[str, Any]]:
    return yaml.safe_load(text)["jobs"]


def steps(text: str) -> Iterator[dict[str, Any]]:
    for job in jobs(text).values():
        yield from job.get("steps", [])


def commands(text: str) -> Iterator[str]:
    """Yield each simple command of a workflow, on one line."""
    for step in steps(text):
        joined = re.sub(r"\\\n\s*", " ", step.get("run", ""))
        yield from (part.strip() for part in re.split(r"[\n&|;]+", joined) if part.strip())


def words(command: str) -> list[str]:
    """Return the words of a command and of those inside it, without their quotation marks."""
    return re.findall(r"[^\s\"'`$(){}<>]+", command)


def actions(text: str) -> list[str]:
    used = [step["uses"] for step in steps(text) if "uses" in step]
    return used + [job["uses"] for job in jobs(text).values() if "uses" in job]


def unpinned(text: str) -> list[str]:
    """Name what is used without a full commit and, on the same line, its version."""
    pinned = Counter(found[1] for found in map(PINNED.fullmatch, text.splitlines()) if found)
    return list((Counter(actions(text)) - pinned).elements())


def wide(text: str) -> list[str]:
    """Complain of a token that may do more than read, or of one that nobody limited."""
    permissions = yaml.safe_load(text).get("permissions")
    return [] if permissions in ({}, {"contents": "read"}) else [f"permissions: {permissions}"]


def endless(text: str) -> list[str]:
    """Name the jobs that nothing stops within an hour."""
    limits = {name: job.get("timeout-minutes") for name, job in jobs(text).items()}
    return [name for name, limit in limits.items() if not (type(limit) is int and 0 < limit <= 60)]


def injected(text: str) -> list[str]:
    """Name the commands that an expression is pasted into, whoever wrote what it stands for."""
    return [step["run"] for step in steps(text) if "${{" in step.get("run", "")]


def privileged(text: str) -> list[str]:
    """Name the triggers that give the code of a stranger the rights of the repository."""
    workflow = yaml.safe_load(text)
    triggers = workflow.get("on", workflow.get(True))  # To YAML 1.1, "on" is a truth value.
    return sorted({"pull_request_target", "workflow_run", "issue_comment"} & set(triggers))


def careless(text: str) -> list[str]:
    """Name the checkouts that leave the token behind for what runs after them."""
    return [
        step["uses"]
        for step in steps(text)
        if step.get("uses", "").startswith("actions/checkout@")
        and step.get("with", {}).get("persist-credentials") is not False
    ]


def unhashed(text: str) -> list[str]:
    """Name the commands that install something whose hash nobody wrote down."""
    return [command for command in commands(text) if not _is_safe(words(command))]


def _is_safe(said: list[str]) -> bool:
    if not INSTALLERS & {Path(word).name for word in said}:
        return True
    before, install, after = " ".join(said).partition(" install ")
    if not install or before not in ("pip", "python -m pip"):
        return False
    locked = re.fullmatch(r"--require-hashes -r \S+", after)
    return bool(locked) or after == "--no-deps --no-build-isolation -e ."


def unwatched(text: str) -> list[str]:
    """Name what Dependabot does not renew weekly, together, and after some days."""
    updates = {update["package-ecosystem"]: update for update in yaml.safe_load(text)["updates"]}
    return [
        ecosystem
        for ecosystem in ("pip", "github-actions")
        if not (update := updates.get(ecosystem))
        or update.get("schedule", {}).get("interval") != "weekly"
        or not update.get("groups")
        or update.get("cooldown", {}).get("default-days", 0) < 7
    ]


def unlocked(text: str) -> list[str]:
    """Name the requirements of a lock file that have no exact version or no hash."""
    lines = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    stated = [line.partition(" #")[0].strip() for line in lines]
    return [line for line in stated if line[:1] not in ("", "#") and not LOCKED.fullmatch(line)]


RULES = (unpinned, wide, endless, injected, privileged, careless, unhashed)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
GOOD = f"""\
on: [push]
permissions:
  contents: read
jobs:
  one:
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@{COMMIT} # v1.2.3
        with:
          persist-credentials: false
      - name: With a name
        uses: owner/action/part@{COMMIT} # v1.2.3
      - run: python -m pip install --require-hashes -r requirements.txt
      - run: python -m pip install --no-deps --no-build-isolation -e .
      - run: echo "$WORD" && python -m pytest
        env:
          WORD: ${{{{ github.event.pull_request.title }}}}
"""
CHECKOUT = f"actions/checkout@{COMMIT} # v1.2.3"
HASHED = "pip install --require-hashes -r requirements.txt"
TIMEOUT = "    timeout-minutes: 5\n"
PERMISSIONS = "permissions:\n  contents: read\n"
CREDENTIALS = "        with:\n          persist-credentials: false\n"
GOOD_DEPENDABOT = """\
updates:
  - package-ecosystem: pip
    schedule: {interval: weekly}
    cooldown: {default-days: 7}
    groups: {all: {patterns: ["*"]}}
  - package-ecosystem: github-actions
    schedule: {interval: weekly}
    cooldown: {default-days: 7}
    groups: {all: {patterns: ["*"]}}
"""
HASH = f"--hash=sha256:{'0' * 64}"
GOOD_LOCK = (
    f"# Renew: so\na==1.0 \\\n    {HASH} \\\n    {HASH}\n    # via b\n"
    f"b-c==2 ; sys_platform == 'win32' \\\n    {HASH}\n"
)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_workflow_keeps_every_rule(rule: Rule, path: Path):
    assert rule(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_rule_complains_of_what_is_good(rule: Rule):
    assert rule(GOOD) == []


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (unpinned, CHECKOUT, "actions/checkout@v1.2.3 # v1.2.3"),
        (unpinned, CHECKOUT, f"actions/checkout@{COMMIT[:-1]} # v1.2.3"),
        (unpinned, CHECKOUT, f"actions/checkout@{COMMIT}"),
        (unpinned, CHECKOUT, f"actions/checkout@{COMMIT} # the newest"),
        (unpinned, CHECKOUT, f"actions/checkout@{COMMIT} # v1"),
        (unpinned, CHECKOUT, "./.github/actions/own"),
        (unpinned, f"- uses: {CHECKOUT}\n{CREDENTIALS}", "- {uses: actions/checkout@v1}\n"),
        (unpinned, "steps:\n", f"steps:\n      - {{uses: actions/checkout@{COMMIT}}}\n"),
        (unpinned, TIMEOUT, "    uses: owner/repository/.github/workflows/one.yml@main\n"),
        (wide, PERMISSIONS, ""),
        (wide, PERMISSIONS, "permissions: read-all\n"),
        (wide, PERMISSIONS, "permissions: write-all\n"),
        (wide, PERMISSIONS, "permissions:\n"),
        (wide, "contents: read", "contents: write"),
        (wide, PERMISSIONS, f"{PERMISSIONS}  actions: read\n"),
        (endless, TIMEOUT, ""),
        (endless, TIMEOUT, "    timeout-minutes: 360\n"),
        (endless, TIMEOUT, "    timeout-minutes: ${{ inputs.minutes }}\n"),
        (injected, "$WORD", "${{ github.event.pull_request.title }}"),
        (injected, "$WORD", "${{ github.head_ref }}"),
        (injected, "$WORD", "${{ inputs.word }}"),
        (injected, "$WORD", "${{ toJSON(github['event']) }}"),
        (privileged, "[push]", "[push, pull_request_target]"),
        (privileged, "[push]", "{workflow_run: {workflows: [One]}}"),
        (careless, CREDENTIALS, ""),
        (careless, "credentials: false", "credentials: true"),
        (careless, "credentials: false", 'credentials: "false"'),
        (unhashed, HASHED, "pip install -r requirements.txt"),
        (unhashed, HASHED, "pip install -c constraints.txt -e ."),
        (unhashed, HASHED, "pip install --require-hashes -r requirements.txt more"),
        (unhashed, HASHED, "pip install -U pip"),
        (unhashed, "--no-deps --no-build-isolation -e", "--no-deps -e"),
        (unhashed, "--no-deps --no-build-isolation -e", "--no-build-isolation -e"),
        (unhashed, '"$WORD" &&', '"$WORD" && .venv/bin/pip install ruff &&'),
        (unhashed, "python -m pytest", "pipx run build"),
        (unhashed, "python -m pytest", "python -m pip wheel ruff"),
        (unhashed, "python -m pytest", 'bash -c "pip install ruff"'),
        (unhashed, "python -m pytest", "echo $(pip install ruff)"),
        (unhashed, "python -m pytest", f"PIP_INDEX_URL=https://example.org {HASHED}"),
        (unhashed, "python -m pytest", "curl https://example.org/install.sh | sh"),
    ],
)
def test_each_rule_finds_what_is_bad(rule: Rule, good: str, bad: str):
    assert good in GOOD

    assert rule(GOOD.replace(good, bad, 1)) != []


def test_the_workflows_are_the_agreed_ones_and_none_is_empty():
    assert {path.name for path in WORKFLOWS} == {
        *("checks.yml", "codeql.yml", "dependency-review.yml"),
        *("pages.yml", "release.yml", "scorecard.yml"),
    }
    assert all(actions(path.read_text(encoding="utf-8")) for path in WORKFLOWS)


def test_one_commit_has_one_version_everywhere():
    versions: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for found in re.findall(r"@([0-9a-f]{40}) # (v\S+)", path.read_text(encoding="utf-8")):
            versions.setdefault(found[0], set()).add(found[1])

    assert all(len(found) == 1 for found in versions.values()), versions


def test_a_job_writes_only_what_its_work_needs():
    found = {}
    for path in WORKFLOWS:
        for name, job in jobs(path.read_text(encoding="utf-8")).items():
            permissions = job.get("permissions", {})
            assert isinstance(permissions, dict), (path.name, name)
            if writes := {scope for scope, right in permissions.items() if right == "write"}:
                found[path.name, name] = writes

    assert found == MAY_WRITE


def test_what_publishes_a_release_runs_nothing_of_the_project():
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    publish = jobs(text)["publish"]
    used = [step["uses"].partition("@")[0] for step in publish["steps"] if "uses" in step]

    assert set(publish["needs"]) == set(jobs(text)) - {"publish"}
    assert used == ["actions/download-artifact", "actions/attest-build-provenance"]
    (run,) = [step["run"] for step in publish["steps"] if "run" in step]
    assert [line.split()[0] for line in run.replace("\\\n", " ").splitlines()] == ["cp", "gh"]


def test_a_release_is_built_with_the_time_of_its_commit_and_a_bill_of_materials():
    text = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    run = list(commands(text))

    assert "epoch=$(git log -1 --format=%ct)" in run
    assert 'SOURCE_DATE_EPOCH="$epoch" python -m hatchling build' in run
    assert run.index('test -z "$changed"') < run.index("epoch=$(git log -1 --format=%ct)")
    assert any(command.startswith("cyclonedx-py requirements requirements.txt") for command in run)
    assert "provenance.intoto.jsonl" in text


def test_the_scorecard_may_be_published():
    text = (ROOT / ".github/workflows/scorecard.yml").read_text(encoding="utf-8")
    (job,) = jobs(text).values()

    assert {step.get("uses", "").partition("@")[0] for step in job["steps"]} == BESIDE_SCORECARD
    assert job["runs-on"] == "ubuntu-latest"
    assert not {"env", "defaults", "container", "services"} & (set(job) | set(yaml.safe_load(text)))


def test_all_our_languages_are_analysed():
    text = (ROOT / ".github/workflows/codeql.yml").read_text(encoding="utf-8")

    assert set(jobs(text)["analyze"]["strategy"]["matrix"]["language"]) == {
        *("python", "javascript-typescript", "actions")
    }


def test_dependabot_watches_packages_and_actions():
    assert unwatched(DEPENDABOT.read_text(encoding="utf-8")) == []
    assert unwatched(GOOD_DEPENDABOT) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("ecosystem: pip", "ecosystem: npm"),
        ("ecosystem: github-actions", "ecosystem: docker"),
        ("weekly", "monthly"),
        ("default-days: 7", "default-days: 1"),
        ("    cooldown: {default-days: 7}\n", ""),
        ('    groups: {all: {patterns: ["*"]}}\n', ""),
    ],
)
def test_dependabot_is_missed_where_it_does_not_watch(good: str, bad: str):
    assert good in GOOD_DEPENDABOT

    assert unwatched(GOOD_DEPENDABOT.replace(good, bad, 1)) != []


def lock_files() -> list[str]:
    """Return every file that a workflow installs from."""
    found = [
        said[said.index("-r") + 1]
        for path in WORKFLOWS
        for said in map(words, commands(path.read_text(encoding="utf-8")))
        if "pip" in said and "-r" in said
    ]
    return sorted(set(found))


@pytest.mark.parametrize("name", lock_files())
def test_a_lock_file_states_every_version_with_its_hashes(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "==" in text
    assert unlocked(text) == []


def test_every_lock_file_is_watched():
    updates = yaml.safe_load(DEPENDABOT.read_text(encoding="utf-8"))["updates"]
    (pip,) = [update for update in updates if update["package-ecosystem"] == "pip"]
    watched = {folder.strip("/") or "." for folder in pip["directories"]}

    assert {Path(name).parent.as_posix() for name in lock_files()} == watched


def test_the_rule_for_lock_files_can_complain():
    assert unlocked(GOOD_LOCK) == []
    for good, bad in (("a==1.0", "a>=1.0"), (f"; sys_platform == 'win32' \\\n    {HASH}", "")):
        assert good in GOOD_LOCK
        assert unlocked(GOOD_LOCK.replace(good, bad)) != []
    for line in ("c==1.0", "-e .", "git+https://example.org/c", "--index-url https://example.org"):
        assert unlocked(GOOD_LOCK + line) == [line]


def test_the_security_page_tells_the_limit_and_the_theme_that_hold():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = dict(name.split("==") for name in project["dependencies"] if "==" in name)

    assert f"pinned at {pins['mkdocs-material']}," in SECURITY
    assert f"limits of size ({MAX_BYTES >> 20} MiB)" in SECURITY
