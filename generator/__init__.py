"""Drawdown Briefings: raw articles in Arabic, Persian and English → a searchable briefing site."""

from generator.build import generate, write
from generator.errors import GeneratorError
from generator.lexicon import load
from generator.record import to_record
from generator.seeds import read_folder, read_one
from generator.understand import understand

__all__ = [
    "GeneratorError",
    "generate",
    "load",
    "read_folder",
    "read_one",
    "to_record",
    "understand",
    "write",
]
