"""The command line: the same functions, with words around them."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator import build, lexicon
from generator.changes import changes_between
from generator.check import doubts, problems
from generator.errors import GeneratorError
from generator.explain import explain
from generator.history import latest_change, seeds_at
from generator.model import Article
from generator.record import to_record
from generator.render import Edition
from generator.render.changes import lines
from generator.seeds import read_one
from generator.understand import understand

_EXIT_CODES = """\b
Exit codes:
  0  done
  1  check found something that may not be published
  2  an error; nothing was changed
  3  with --strict: a file in the seeds folder could not be read, or was passed over
"""
_LONG_RUN = 50

_seeds = click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    default=Path("seeds"),
    show_default=True,
    help="The folder of seeds.",
)
_out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("briefings"),
    show_default=True,
    help="The folder of generated pages.",
)
_strict = click.option("--strict", is_flag=True, help="Exit with 3 if a file is not published.")
_allow_empty = click.option("--allow-empty", is_flag=True, help="Go on without a single seed.")


def _reporting(command: Callable[..., int]) -> Callable[..., None]:
    """Turn an error into one line on stderr and exit code 2; BRIEFINGS_DEBUG shows where it is."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            code = command(*arguments, **options)
        except GeneratorError as error:
            click.echo(f"error: {_one_line(str(error))}", err=True)
            code = 2
        except BrokenPipeError:
            # The reader of our output has seen enough.
            sys.stderr.close()
            code = 0
        except Exception as error:
            if os.environ.get("BRIEFINGS_DEBUG"):
                raise
            click.echo(
                f"error: a fault of the generator: {type(error).__name__}: "
                f"{_one_line(str(error))}; report it, with what BRIEFINGS_DEBUG=1 prints",
                err=True,
            )
            code = 2
        sys.exit(code)

    return run


@click.group(epilog=_EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="drawdown-briefings")
def main() -> None:
    """Turn raw articles into a searchable briefing site, every fact with its sentence.

    \b
    Examples:
      briefings generate              write briefings/ from seeds/
      briefings check                 is briefings/ up to date, verbatim, unbroken?
      briefings build --out site      the whole way, published by one rename
    """


@main.command(name="generate")
@_seeds
@_out
@_strict
@_allow_empty
@_reporting
def generate_command(seeds: Path, out: Path, *, strict: bool, allow_empty: bool) -> int:
    """Write the generated pages: only what changed, and none whose seed is gone.

    \b
    Example:
      briefings generate --seeds seeds --out briefings
    """
    generation = build.generate(
        seeds, lexicon.load(), allow_empty=allow_empty, progress=_with_progress
    )
    done = build.write(generation.pages, out)
    _report_files(generation)
    click.echo(
        f"{len(generation.intake.articles)} seeds, {len(generation.pages)} pages: "
        f"{len(done.written)} written, {len(done.removed)} removed"
    )
    return _code(generation, strict=strict)


@main.command(name="check")
@_seeds
@_out
@_strict
@_allow_empty
@_reporting
def check_command(seeds: Path, out: Path, *, strict: bool, allow_empty: bool) -> int:
    """Check the generated pages; write nothing.

    Exit 1 if a page is out of date, a quotation is not verbatim in its seed, or a link is broken.
    Doubts for the editor are printed with file and line.

    \b
    Example:
      briefings check --seeds seeds --out briefings
    """
    generation = build.generate(seeds, lexicon.load(), allow_empty=allow_empty)
    for doubt in doubts(generation, seeds, _today()):
        click.echo(f"doubt: {_one_line(doubt)}")
    found = list(problems(generation, out))
    for problem in found:
        click.echo(f"problem: {_one_line(problem)}", err=True)
    if found:
        return 1
    click.echo(f"{len(generation.pages)} pages are up to date, verbatim and linked")
    return _code(generation, strict=strict)


@main.command(name="build")
@click.option("--seeds", type=click.Path(path_type=Path), help="The folder of seeds.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to publish.",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    help="The configuration; else mkdocs.yml here, in a folder above, or beside the program.",
)
@_strict
@_allow_empty
@_reporting
def build_command(
    seeds: Path | None, out: Path, config_file: Path | None, *, strict: bool, allow_empty: bool
) -> int:
    """Go the whole way, from seeds to a published folder that changes by one rename.

    With --seeds, the pages are made of that folder and the committed pages are left alone.

    \b
    Example:
      briefings build --seeds seeds --out site
    """
    from generator.publish import publish  # noqa: PLC0415 - MkDocs is slow to import

    for warning in publish(_configuration(config_file), out, seeds, allow_empty=allow_empty):
        click.echo(f"warning: {_one_line(warning)}", err=True)
    published = json.loads((out / "data" / "seeds.json").read_text(encoding="utf-8"))
    unread = [name for name, place in published.items() if isinstance(place, dict)]
    for name in unread:
        click.echo(f"{name!a}: {published[name]['status']}: {published[name]['reason']}")
    click.echo(f"{out}: {len(published) - len(unread)} briefings published")
    return 3 if strict and unread else 0


@main.command(name="changes")
@click.option("--since", metavar="GIT-REF", help="The earlier state; else before the last change.")
@_seeds
@_reporting
def changes_command(seeds: Path, since: str | None) -> int:
    """Print what changed in the seeds since a commit: texts, facts, milestones, differences.

    \b
    Example:
      briefings changes --since HEAD~1
    """
    known = lexicon.load()
    ref = since or latest_change(seeds)
    if ref is None:
        raise GeneratorError(f"{seeds}: no earlier state in git; name one with --since")
    with seeds_at(seeds, ref) as earlier:
        before = build.contents_at(earlier, known)
    after = build.contents_at(seeds, known)
    changed = changes_between(before, after)
    for line in lines(Edition(known, "en"), changed):
        click.echo(line)
    if not changed:
        click.echo(f"nothing changed since {ref}")
    return 0


@main.command(name="facts")
@click.argument("seeds", nargs=-1, required=True, type=click.Path(path_type=Path))
@_reporting
def facts_command(seeds: Sequence[Path]) -> int:
    """Print the record of each seed, one line of JSON each, in the order given.

    \b
    Example:
      briefings facts seeds/*.txt > records.jsonl
    """
    known = lexicon.load()
    for path in seeds:
        record = to_record(understand(read_one(path, known), known))
        click.echo(json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    return 0


@main.command(name="explain")
@click.argument("seed", type=click.Path(path_type=Path))
@_reporting
def explain_command(seed: Path) -> int:
    """Print every sentence of a seed, its facts, and the rule that found each.

    \b
    Example:
      briefings explain seeds/003_4c148d8a33c5d998.txt
    """
    known = lexicon.load()
    for line in explain(understand(read_one(seed, known), known)):
        click.echo(line)
    return 0


def _configuration(given: Path | None) -> Path:
    """Return the configuration that is named, or the nearest one."""
    here = Path.cwd()
    program = Path(__file__).parent.parent
    nearest = [folder / "mkdocs.yml" for folder in (here, *here.parents, program)]
    for path in [given] if given else nearest:
        if path.is_file():
            return path
    raise GeneratorError(f"{given or nearest[0]}: no such file; name one with --config")


def _today() -> date:
    """Return the day that SOURCE_DATE_EPOCH names, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else time.time()
    return datetime.fromtimestamp(seconds, UTC).date()


def _with_progress(articles: Sequence[Article]) -> Iterator[Article]:
    """Show a progress bar while a long run is read, on a terminal."""
    if len(articles) < _LONG_RUN or not sys.stderr.isatty():
        yield from articles
        return
    with click.progressbar(articles, label="reading seeds", file=sys.stderr) as bar:
        yield from bar


def _report_files(generation: build.Generation) -> None:
    for file in generation.intake.quarantined:
        click.echo(f"quarantined: {file.name!a}: {file.reason}; {file.remedy}", err=True)
    for name in generation.intake.other:
        click.echo(f"passed over: {name!a}: not a .txt or .md file", err=True)


def _code(generation: build.Generation, *, strict: bool) -> int:
    unread = generation.intake.quarantined or generation.intake.other
    return 3 if strict and unread else 0


def _one_line(text: str) -> str:
    return " ".join(text.split())
