"""The sidecar: what an editor knows of a seed, checked key by key, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from yaml.error import MarkedYAMLError

from generator.calendars import is_edtf
from generator.errors import SeedError
from generator.model import CitedLine, Correction, Sidecar
from generator.seeds.cleaning import is_unwanted

_LANGUAGES = ("en", "ar", "fa")
_TEXT = {"title", "published", "outlet", "url", "licence", "notes"}
_TITLES = {f"title_{lang}" for lang in _LANGUAGES}
_SUMMARIES = {f"summary_{lang}" for lang in _LANGUAGES}
KEYS = (*sorted(_TEXT | _TITLES | _SUMMARIES), "entities")
NO_ENTITY = "none"
# Letters of any script, or an address in numbers; what a browser would refuse is refused here.
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")


class _Loader(yaml.SafeLoader):
    """Refuses aliases: a few lines of them stand for any number of values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()  # type: ignore[no-untyped-call]
            raise MarkedYAMLError(
                problem="an alias (*name); write out what it stands for",
                problem_mark=event.start_mark,
            )
        return super().compose_node(parent, index)


Fail = Callable[[yaml.Node, str], SeedError]


def parse(text: str, path: Path) -> Sidecar:
    """Read a sidecar.

    Raises:
        SeedError: not YAML, an unknown key, or a value of the wrong type, with its line.
    """

    def fail(node: yaml.Node, problem: str) -> SeedError:
        return SeedError(f"{path}:{node.start_mark.line + 1}: {problem}")

    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "cannot be read"
        raise SeedError(f"{path}:{line}: not valid YAML: {problem}") from error
    except RecursionError as error:
        raise SeedError(f"{path}:1: nested too deeply; a sidecar has two levels") from error
    if root is None:
        return Sidecar()
    values = _mapping(root, KEYS, fail)
    published = _published(values["published"], fail) if "published" in values else ""
    url = _text(values["url"], fail) if "url" in values else ""
    if url and not _is_address(url):
        raise fail(values["url"], "url: expected an address that begins with https://")
    return Sidecar(
        title=_optional(values, "title", fail),
        titles={
            lang: _text(values[f"title_{lang}"], fail)
            for lang in _LANGUAGES
            if f"title_{lang}" in values
        },
        summary={
            lang: _summary(values[f"summary_{lang}"], fail)
            for lang in _LANGUAGES
            if f"summary_{lang}" in values
        },
        published=published,
        outlet=_optional(values, "outlet", fail),
        url=url,
        licence=_optional(values, "licence", fail),
        notes=_optional(values, "notes", fail),
        corrections=_corrections(values["entities"], fail) if "entities" in values else (),
        given=_plain(root),
    )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    named = _HOST.fullmatch(parts.hostname or "") is not None
    return parts.scheme in ("https", "http") and named and not re.search(r"\s", url)


def _mapping(node: yaml.Node, known: tuple[str, ...], fail: Fail) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise fail(node, f"expected keys and values; known keys: {', '.join(known)}")
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in known:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            raise fail(key, f"unknown key {name!r}; known keys: {', '.join(known)}")
        if key.value in values:
            raise fail(key, f"{key.value} stands twice; keep one")
        values[key.value] = value
    return values


def _optional(values: Mapping[str, yaml.Node], key: str, fail: Fail) -> str:
    return _text(values[key], fail) if key in values else ""


def _text(node: yaml.Node, fail: Fail) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
        raise fail(node, "expected text; put it in quotation marks")
    if not node.value.strip():
        raise fail(node, "expected text, found nothing; fill it or remove the key")
    if unwanted := next(filter(is_unwanted, node.value), ""):
        point = f"U+{ord(unwanted):04X}"
        raise fail(node, f"{point} may stand on no page, it hides or turns text round; remove it")
    return " ".join(node.value.split())


def _published(node: yaml.Node, fail: Fail) -> str:
    # YAML reads 2024-01-27 as a date and 2024 as a number; both are meant as EDTF.
    if not isinstance(node, yaml.ScalarNode) or not is_edtf(node.value):
        raise fail(node, "published: expected an EDTF date such as 2024-01-27, 2024-01 or 2024")
    return str(node.value)


def _summary(node: yaml.Node, fail: Fail) -> tuple[CitedLine, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise fail(node, "expected a list of lines, each with text and cites")
    lines = []
    for item in node.value:
        values = _mapping(item, ("text", "cites"), fail)
        if "text" not in values or "cites" not in values:
            raise fail(item, "each line needs text and cites (ids of the sentences it rests on)")
        cites = values["cites"]
        if not isinstance(cites, yaml.SequenceNode) or not cites.value:
            raise fail(cites, "cites: expected a list of sentence ids such as [s-1a2b3c4d]")
        ids = tuple(_text(cite, fail) for cite in cites.value)
        lines.append(CitedLine(_text(values["text"], fail), ids, cites.start_mark.line + 1))
    return tuple(lines)


def _corrections(node: yaml.Node, fail: Fail) -> tuple[Correction, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise fail(node, "entities: expected a list of corrections, each with text and is")
    corrections = []
    for item in node.value:
        values = _mapping(item, ("text", "is"), fail)
        if "text" not in values or "is" not in values:
            raise fail(item, "each correction needs text and is (an entity id, or none)")
        meant = _text(values["is"], fail)
        corrections.append(
            Correction(
                _text(values["text"], fail),
                "" if meant == NO_ENTITY else meant,
                values["is"].start_mark.line + 1,
            )
        )
    return tuple(corrections)


def _plain(node: yaml.Node) -> Any:
    """Return a checked node as it was written: text, lists and mappings, nothing interpreted."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return node.value
