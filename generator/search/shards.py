"""The index as files: tables cut into parts named by their content, and one file for each page."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.search.documents import Document
from generator.search.index import Row, Table
from generator.text.folding import DIGIT_ZEROS, LETTERS

Part = tuple[str, str, Mapping[str, str]]
"""The first key of a part of a table, the part as JSON, and what of it stands apart, by digest."""

_PART = 40_000
"""Characters of a part; a row is never cut."""
_BLOCK = 1024
"""Documents whose facets stand in one part."""
_LONG = 1500
"""Numbers in a row that stand in a file of their own, so that their neighbours are not far."""


def files(
    found: Mapping[str, Iterable[Part]],
    documents: Sequence[Document],
    rules: Mapping[str, object],
    fields: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield every file of an index: its name below the folder of search, and its text.

    `fields` are the words that stand before a colon in a query, and the filter each means. The last
    file is the manifest, which names all others: a reader who has an old one finds either
    all that it names or nothing.
    """
    named: dict[str, tuple[list[str], list[str]]] = {}
    for name, parts in found.items():
        firsts, digests = named[name] = ([], [])
        for first, text, apart in parts:
            firsts.append(first)
            digests.append(_digest(text))
            yield f"{name}/{digests[-1]}.json", text
            yield from ((f"postings/{digest}.json", held) for digest, held in apart.items())
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
    langs = sorted({document.lang for document in documents})
    manifest = {
        "documents": len(documents),
        "continued": [n for n, document in enumerate(documents) if document.continues],
        "on_topic": sum(document.on_topic for document in documents),
        "langs": langs,
        # One character a document: the place of its language in the list.
        "lang_of": "".join(chr(ord("0") + langs.index(document.lang)) for document in documents),
        "edition": edition,
        "block": _BLOCK,
        "months": [list(item) for item in Counter(d.month for d in documents).items()],
        "zeros": DIGIT_ZEROS,
        "letters": LETTERS,
        "rules": rules,
        "fields": dict(fields),
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


def parts_of(table: Table) -> Iterator[Part]:
    """Yield a table in parts, no longer than a row over what a part should be."""
    first, size = "", 0
    rows: list[str] = []
    apart: dict[str, str] = {}
    for key, row in table:
        text = f"{_json(key)}:{_json(_short(row, apart))}"
        if not rows:
            first = key
        rows.append(text)
        size += len(text)
        if size > _PART:
            yield first, "{" + ",".join(rows) + "}", apart
            rows, size, apart = [], 0, {}
    if rows:
        yield first, "{" + ",".join(rows) + "}", apart


def _short(row: Row, apart: dict[str, str]) -> Row:
    """Return a row in which long postings are named; what they are goes into `apart`."""
    if isinstance(row, int) or not any(
        isinstance(item, list) and len(item) > _LONG for item in row
    ):
        return row
    short = []
    for item in row:
        if isinstance(item, list) and len(item) > _LONG and isinstance(item[0], int):
            text = _json(item)
            digest = _digest(text)
            apart[digest] = text
            short.append({"part": digest, "size": len(item) // 2})
        else:
            short.append(item)
    return short


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
