"""Data of the whole collection: complete, verbatim, valid, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from generator import build, export
from generator.render.feeds import ATOM
from generator.vocabulary import Lexicon
from tests.conftest import ROOT

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
DATA_PAGE = ROOT / "docs/data.md"


@pytest.fixture(scope="module")
def data(lexicon: Lexicon) -> dict[str, str]:
    generation = build.generate(ROOT / "seeds", lexicon)
    return export.data_of(generation.contents, "https://example.org/")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULAS else cell


def test_every_quotation_of_the_table_stands_in_its_seed(data: dict[str, str]):
    """The table alone is enough: file, checksum, offsets, words."""
    found = rows(data["facts.csv"])
    texts = {p.name: p.read_bytes().decode() for p in (ROOT / "seeds").glob("*.txt")}

    assert len(found) > 150
    assert {row["type"] for row in found} == {
        *("published", "entity", "date", "figure", "statement", "event"),
    }
    for row in found:
        text = texts[row["seed"]]
        assert text[int(row["start"]) : int(row["end"])] == plain(row["quote"])


def test_no_cell_can_be_taken_for_a_formula(lexicon: Lexicon, tmp_path: Path):
    seed = "=HYPERLINK(A1) said on Monday\n\n@SUM of the US-led coalition: 2,500 troops in Iraq."
    (tmp_path / "=1+1.txt").write_text(seed, encoding="utf-8")
    generation = build.generate(tmp_path, lexicon)

    found = rows(export.data_of(generation.contents, "")["facts.csv"])

    assert found
    assert not [cell for row in found for cell in row.values() if cell.startswith(FORMULAS)]
    assert any(row["quote"].startswith("'=HYPERLINK") for row in found)


@pytest.mark.parametrize("name", ["facts", "events", "differences", "related"])
def test_the_data_keep_to_their_schemas(data: dict[str, str], name: str):
    schema = json.loads(data[f"schemas/{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(data[f"{name}.json"]), schema)


def test_table_and_json_hold_the_same(data: dict[str, str]):
    told = json.loads(data["facts.json"])

    assert [row["id"] for row in rows(data["facts.csv"])] == [fact["id"] for fact in told]
    assert len({fact["id"] for fact in told}) == len(told)


def test_the_dictionary_documents_every_column(data: dict[str, str]):
    documented = set(re.findall(r"`(\w+)`", DATA_PAGE.read_text("utf-8")))

    assert set(export.COLUMNS) <= documented
    assert {key for event in json.loads(data["events.json"]) for key in event} - documented <= {
        *("plover", "reports", "id"),
    }


def test_events_count_origins(data: dict[str, str]):
    events = json.loads(data["events.json"])
    (end,) = (e for e in events if (e["type"], e["when"]) == ("mission-end", "2025-09"))

    assert (end["outlets"], end["origins"], end["origin_count"]) == (2, ["reuters"], 1)


def test_facts_of_the_command_and_of_the_table_agree(data: dict[str, str], lexicon: Lexicon):
    from generator.record import to_record  # noqa: PLC0415

    generation = build.generate(ROOT / "seeds", lexicon)
    told = json.loads(data["facts.json"])
    for briefing in generation.collections.briefings:
        record = to_record(briefing)
        for kind in ("date", "figure", "statement", "event"):
            mine = [f for f in told if f["briefing"] == record["id"] and f["type"] == kind]
            assert len(mine) == len(record[f"{kind}s"])
            assert [f["sentence"] for f in mine] == [f["sentence"] for f in record[f"{kind}s"]]


def test_feeds_are_well_formed_and_name_the_newest_texts(lexicon: Lexicon):
    from datetime import date  # noqa: PLC0415

    generation = build.generate(ROOT / "seeds", lexicon)
    site = "https://example.org/"
    files = dict(build.data_files(generation, "Briefings & more", site, date(2026, 11, 21)))
    feed = ET.fromstring(files["feed.xml"])
    entries = feed.findall(f"{{{ATOM}}}entry")
    told = json.loads(files["feed.json"])

    assert len(entries) == len(told["items"]) == 4
    assert all(e.findtext(f"{{{ATOM}}}updated", "").endswith("Z") for e in entries)
    assert feed.findtext(f"{{{ATOM}}}title") == "Briefings & more"
    assert told["items"][0]["url"].startswith(f"{site}briefings/")
    erbil = json.loads(files["feeds/places/erbil.json"])
    assert [item["url"] for item in erbil["items"]] == [
        f"{site}briefings/002_8ce6bd168f4ede0c.html"
    ]


def test_a_title_full_of_markup_stays_text_in_a_feed(lexicon: Lexicon, tmp_path: Path):
    from datetime import date  # noqa: PLC0415

    title = "Coalition ]]> <script>alert(1)</script> &amp; \x07more"
    text = f"{title}\n\nThe US-led coalition leaves Iraq, an official said.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    generation = build.generate(tmp_path, lexicon)

    files = dict(build.data_files(generation, "t", "", date(2026, 11, 21)))

    shown = ET.fromstring(files["feed.xml"]).findtext(f"{{{ATOM}}}entry/{{{ATOM}}}title")
    assert shown == "Coalition ]]> <script>alert(1)</script> &amp; more"
