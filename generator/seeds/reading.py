"""Read a seed's bytes without following links, waiting on a pipe, or filling memory."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any, BinaryIO

from generator.errors import SeedError

MAX_BYTES = 4 << 20
_CHUNK = 1 << 20
# Windows has neither flag; there, links are refused by the look before the open.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class UnreadableError(Exception):
    """A seed cannot be read: `reason`, and the `remedy` for its editor."""

    def __init__(self, reason: str, remedy: str) -> None:
        """Keep both parts apart, so that a report can show them in two places."""
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes.

    Raises:
        UnreadableError: it is a link, a folder, a pipe, a device, too large, or not permitted.
    """
    try:
        looked_at = os.lstat(path)
        if stat.S_ISLNK(looked_at.st_mode):
            raise UnreadableError("a symbolic link", "put the file itself into the seeds folder")
        if not stat.S_ISREG(looked_at.st_mode):
            raise UnreadableError("not a regular file", "remove it from the seeds folder")
        descriptor = os.open(path, _FLAGS | _BINARY)
    except OSError as error:
        raise UnreadableError(
            f"cannot be read: {error.strerror}", "check its name and permissions"
        ) from error
    try:
        with os.fdopen(descriptor, "rb") as file:
            return _read_open(file, descriptor, limit)
    except OSError as error:
        raise UnreadableError(
            f"cannot be read to its end: {error.strerror}", "check the disk, fetch it again"
        ) from error


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return text and data of an editor's file in the seeds folder; nothing if there is none.

    Raises:
        SeedError: it cannot be read, or is no TOML.
    """
    if not os.path.lexists(path):
        return "", {}
    try:
        text = read_bytes(path).decode("utf-8")
        return text, tomllib.loads(text)
    except (UnreadableError, ValueError, RecursionError) as error:
        # Bytes that are no text, text that is no TOML, a number of thousands of digits.
        raise SeedError(f"{path}:1: not valid TOML: {error}") from error


def line_of_key(text: str, key: str) -> int:
    """Return the 1-based line of a TOML text on which a key stands; 1 if it is not found."""
    found = re.search(rf"^[ \t]*\[?[\"']?{re.escape(key)}[\"']?[ \t]*[=\].]", text, re.MULTILINE)
    return text.count("\n", 0, found.start() if found else 0) + 1


def _read_open(file: BinaryIO, descriptor: int, limit: int) -> bytes:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise UnreadableError("not a regular file", "remove it from the seeds folder")
    data = b""
    while chunk := file.read(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise UnreadableError(f"larger than {limit} bytes", "split it into several seeds")
    return data
