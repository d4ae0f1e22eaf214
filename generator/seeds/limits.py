"""What a seed may be and may cost; and the guard that keeps one bad seed from stopping all."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import FrameType, TracebackType
from typing import TypeVar

from generator.errors import GeneratorError, SeedError
from generator.seeds.reading import UnreadableError, line_of_key, read_toml

FILE = "limits.toml"
"""Stands in the seeds folder, beside `entities.toml`; what it does not name keeps its default."""
# Should the first signal be lost inside a callback, the next one comes soon.
_AGAIN = 0.5
# More than anybody needs of any of them, and less than a timer can count.
_MOST = 1_000_000_000
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one seed may be; one beyond a limit is quarantined and named."""

    bytes: int = 4 << 20
    """Size of the file."""
    lines: int = 50_000
    """Lines that hold more than white space."""
    word: int = 50_000
    """Characters without white space: a browser cannot break them."""
    sentences: int = 50_000
    """Sentences of all paragraphs."""
    seconds: int = 60
    """CPU time for reading it, and as much for understanding it."""


DEFAULT = Limits()


def read_limits(folder: Path) -> Limits:
    """Return the limits that a seeds folder sets.

    Raises:
        SeedError: the file is malformed, or names a limit that does not exist.
    """
    path = folder / FILE
    text, data = read_toml(path)
    known = [field.name for field in fields(Limits)]
    for name, value in data.items():
        where = f"{path}:{line_of_key(text, name)}"
        if name not in known:
            raise SeedError(f"{where}: no limit {name!r}; there are {', '.join(known)}")
        if type(value) is not int or not 1 <= value <= _MOST:
            raise SeedError(
                f"{where}: {name} = {value!r}: expected a whole number from 1 to {_MOST}"
            )
    return Limits(**data)


def guarded(work: Callable[[], _Result], limits: Limits) -> _Result:
    """Do the work on one seed; if it takes too long or fails, only that seed is set aside.

    Raises:
        UnreadableError: it took too long, or failed in a way that nobody foresaw.
        GeneratorError: an editor has to mend something first.
    """
    try:
        with _time_limit(limits.seconds):
            return work()
    except (GeneratorError, UnreadableError):
        raise
    except _OverrunError:
        raise UnreadableError(
            f"takes more than {limits.seconds} seconds", f"split it, or raise `seconds` in {FILE}"
        ) from None
    except Exception as error:
        place = _place(error.__traceback__)
        raise UnreadableError(
            f"the generator fails on it: {type(error).__name__} in {place}",
            "report this with the file; every other seed is published",
        ) from error


class _OverrunError(Exception):
    """The time is up."""


@contextlib.contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Stop the block after some seconds of CPU time.

    Where the system has no such timer (Windows), or outside the main thread, only the other limits
    hold.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _OverrunError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _place(trace: TracebackType | None) -> str:
    """Return where an error came from, the last line of ours: module and line."""
    place = ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals["__name__"])
        if module.startswith("generator."):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
