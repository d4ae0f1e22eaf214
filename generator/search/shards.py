"""The index as files: tables cut into parts named by their content, and one file for each page."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.search.documents import Document
from generator.search.index import Table
from generator.text.folding import DIGIT_ZEROS, LETTERS

_PART = 40_000
"""Characters of a part; a row is never cut."""
_BLOCK = 128
"""Documents whose facets stand in one part."""


def files(
    found: Mapping[str, Table],
    documents: Sequence[Document],
    rules: Mapping[str, object],
) -> Iterator[tuple[str, str]]:
    """Yield every file of an index: its name below the folder of search, and its text.

    The last one is the manifest, which names all others: a reader who has an old one finds either
    all that it names or nothing.
    """
    named: dict[str, Any] = {}
    for name, table in found.items():
        firsts: list[str] = []
        parts: list[str] = []
        for first, text in _parts(table):
            part = f"{name}/{_digest(text)}.json"
            firsts.append(first)
            parts.append(part.removeprefix(f"{name}/").removesuffix(".json"))
            yield part, text
        named[name] = [firsts, parts]
    pages = [_json(page(document)) for document in documents]
    blocks = [
        _json([facets(document) for document in documents[start : start + _BLOCK]])
        for start in range(0, len(documents), _BLOCK)
    ]
    edition = _digest("".join((*pages, *blocks)))
    for number, text in enumerate(pages):
        yield f"pages/{edition}/{number}.json", text
    for number, text in enumerate(blocks):
        yield f"facets/{edition}/{number}.json", text
    manifest = {
        "documents": len(documents),
        "continued": [n for n, document in enumerate(documents) if document.continues],
        "on_topic": sum(document.on_topic for document in documents),
        "edition": edition,
        "block": _BLOCK,
        "months": [list(item) for item in Counter(d.month for d in documents).items()],
        "zeros": DIGIT_ZEROS,
        "letters": LETTERS,
        "rules": rules,
        "tables": named,
    }
    yield "manifest.json", _json(manifest)


def page(document: Document) -> dict[str, Any]:
    """Return what a browser needs to show one document as a result."""
    original = document.original
    return {
        "address": document.address,
        "headline": document.headline,
        "original": [original.lang, original.text],
        "outlet": document.outlet,
        "written": document.written,
        "passages": [[passage.id, passage.lang, passage.text] for passage in document.passages],
    }


def facets(document: Document) -> list[Any]:
    """Return what it can be filtered by: language, outlet, month, people, places, events."""
    return [
        document.lang,
        document.outlet,
        document.month,
        list(document.people),
        list(document.places),
        list(document.kinds),
    ]


def facet_keys(document: Document) -> dict[str, int]:
    """Return the facets as keys of the table of concepts, with the impact of each."""
    keys = [f"lang:{document.lang}", *(f"kind:{kind}" for kind in document.kinds)]
    keys += [f"source:{document.outlet}"] if document.outlet else []
    keys += [f"published:{document.month}"] if document.month else []
    return dict.fromkeys(keys, 1)


def _parts(table: Table) -> Iterator[tuple[str, str]]:
    first, size = "", 0
    rows: list[str] = []
    for key, row in table:
        text = f"{_json(key)}:{_json(row)}"
        if not rows:
            first = key
        rows.append(text)
        size += len(text)
        if size > _PART:
            yield first, "{" + ",".join(rows) + "}"
            rows, size = [], 0
    if rows:
        yield first, "{" + ",".join(rows) + "}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
