"""Bytes → Article: reading, decoding, naming, sidecar, clean-up; the editor's merges and limits."""

from generator.seeds.intake import read_folder, read_one
from generator.seeds.limits import Limits, guarded, read_limits
from generator.seeds.merges import read_merges
from generator.seeds.reading import UnreadableError

__all__ = [
    "Limits",
    "UnreadableError",
    "guarded",
    "read_folder",
    "read_limits",
    "read_merges",
    "read_one",
]
