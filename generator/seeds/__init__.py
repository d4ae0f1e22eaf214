"""Bytes → Article: reading, decoding, naming, the sidecar, clean-up."""

from generator.seeds.intake import read_folder, read_one

__all__ = ["read_folder", "read_one"]
