"""Bytes → Article: reading, decoding, naming, the sidecar, clean-up; the editor's merges."""

from generator.seeds.intake import read_folder, read_one
from generator.seeds.merges import read_merges

__all__ = ["read_folder", "read_merges", "read_one"]
