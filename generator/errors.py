"""Every error a person can cause and mend, with one base."""

from __future__ import annotations


class GeneratorError(Exception):
    """A problem that stops the run; its message says what to do."""


class SeedError(GeneratorError):
    """A seed or its sidecar cannot be used: names the file, the line, and the remedy."""


class DataError(GeneratorError):
    """A file of `generator/data` is malformed: names the file, the entry, and the remedy."""


class ProofError(GeneratorError):
    """A fact or a quotation is not verbatim in its seed; nothing may be published."""


class PublishError(GeneratorError):
    """The site cannot be written or exchanged; what was published stays as it was."""
