"""What holds for any text: no error, a valid record, verbatim quotations, valid dates."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import edtf
import jsonschema
from articles import article_of
from hypothesis import given, settings
from hypothesis import strategies as some

from generator.lexicon import DATA, load
from generator.record import to_record
from generator.understand import understand

SEEDS = Path(__file__).parent.parent / "seeds"
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((DATA / "record.schema.json").read_text(encoding="utf-8"))
)
LEXICON = load()
# Real words and phrases in any order meet more rules than characters at random.
PIECES = sorted(
    {
        piece
        for path in SEEDS.glob("*.txt")
        for piece in re.findall(r"\S+(?: \S+){0,3}", path.read_text(encoding="utf-8"))
    }
)
MARKS = [
    ". ",
    "\n",
    "\n\n",
    ": ",
    '"',
    "\u201c",
    "\u201d",
    "\u060c ",
    " - ",
    "(",
    ")",
    " ",
    "\u200c",
]
TEXTS = some.lists(
    some.one_of(
        some.sampled_from(PIECES),
        some.sampled_from(MARKS),
        some.text(max_size=8),
        some.integers(0, 3000).map(str),
    ),
    min_size=1,
    max_size=60,
).map(lambda pieces: " ".join(["Iraq", *pieces]))


def record_of(text: str) -> dict[str, Any]:
    return to_record(understand(article_of(text, LEXICON), LEXICON))


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_any_text_gives_a_valid_record_of_verbatim_facts(text: str) -> None:
    article = article_of(text, LEXICON)
    record = to_record(understand(article, LEXICON))

    VALIDATOR.validate(record)
    facts = [
        *(record["sentences"] + record["removed"] + record["dates"] + record["figures"]),
        *(record["statements"] + record["events"]),
        *(mention for entity in record["entities"] for mention in entity["mentions"]),
    ]
    assert all(article.text[fact["start"] : fact["end"]] == fact["text"] for fact in facts)
    sentences = {sentence["id"]: sentence for sentence in record["sentences"]}
    for fact in (fact for fact in facts if "sentence" in fact):
        home = sentences[fact["sentence"]]
        assert home["start"] <= fact["start"] < fact["end"] <= home["end"]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_every_date_is_edtf(text: str) -> None:
    record = record_of(text)

    dates = [
        *(date["edtf"] for date in record["dates"]),
        *(event["when"] for event in record["events"] if event["when"]),
        *([record["published"]["edtf"]] if record["published"]["edtf"] else []),
    ]
    for date in dates:
        assert edtf.parse_edtf(date), date


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_record(text: str) -> None:
    assert record_of(text) == record_of(text)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_every_gloss_states_a_fact_of_the_record(text: str) -> None:
    record = record_of(text)
    kinds = {"event": "events", "figure": "figures", "statement": "statements"}

    for gloss in record["gloss"]:
        assert all(gloss[lang].strip() for lang in ("en", "ar", "fa"))
        for fact in gloss["of"]:
            assert record[kinds[fact["kind"]]][fact["index"]]
