"""The record: valid by its schema, verbatim in every quotation, with ids that last."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from articles import article_of

from generator.errors import ProofError
from generator.lexicon import DATA
from generator.model import Reason, Removal, Span
from generator.record import to_record
from generator.seeds.intake import read_one
from generator.text.segmentation import sentence_id
from generator.understand import understand
from generator.vocabulary import Lexicon

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SCHEMA = json.loads((DATA / "record.schema.json").read_text(encoding="utf-8"))
ODD = [
    "Coalition ends\n\n27/01/2024\n\nIraq and the US talk. Iraq and the US talk.\n\x00\u202eIraq.",
    "\ufeff\r\nالعراق\r\nقال العراق. قال  العراق.\r\n",
    "Irak hükümeti koalisyonun görevinin gelecek yılın eylül ayında biteceğini açıkladı bugün.",
    "a",
]


@pytest.fixture(scope="module", params=[path.name for path in SEEDS] + list(range(len(ODD))))
def record_and_text(request: pytest.FixtureRequest, lexicon: Lexicon) -> tuple[dict[str, Any], str]:
    if isinstance(request.param, int):
        article = article_of(ODD[request.param], lexicon)
    else:
        article = read_one(SEEDS[0].parent / request.param, lexicon)
    return to_record(understand(article, lexicon)), article.text


def quotations(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from record["sentences"]
    yield from record["removed"]
    for kind in ("dates", "figures", "statements", "events"):
        yield from record[kind]
    for entity in record["entities"]:
        yield from entity["mentions"]


def expected_id(text: str) -> str:
    even = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    return "s-" + hashlib.sha256(even.encode()).hexdigest()[:8]


def test_there_are_four_seeds() -> None:
    assert len(SEEDS) == 4


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_record_is_valid(record_and_text: tuple[dict[str, Any], str]) -> None:
    record, _ = record_and_text

    jsonschema.Draft202012Validator(SCHEMA).validate(record)


def test_a_record_is_plain_json(record_and_text: tuple[dict[str, Any], str]) -> None:
    record, _ = record_and_text

    assert json.loads(json.dumps(record)) == record


def test_every_quotation_is_verbatim(record_and_text: tuple[dict[str, Any], str]) -> None:
    """The promise of the site."""
    record, text = record_and_text
    found = list(quotations(record))

    assert found
    for item in found:
        assert text[item["start"] : item["end"]] == item["text"]


def test_offsets_count_code_points_of_the_file(lexicon: Lexicon) -> None:
    for path in SEEDS:
        record = to_record(understand(read_one(path, lexicon), lexicon))
        text = path.read_bytes().decode(record["seed"]["encoding"]).removeprefix("\ufeff")

        assert all(text[q["start"] : q["end"]] == q["text"] for q in quotations(record))
        assert record["seed"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert record["seed"]["bytes"] == path.stat().st_size


def test_facts_stand_in_the_sentence_they_name(
    record_and_text: tuple[dict[str, Any], str],
) -> None:
    record, _ = record_and_text
    sentences = {sentence["id"]: sentence for sentence in record["sentences"]}
    facts = [
        *(fact for kind in ("dates", "figures", "statements", "events") for fact in record[kind]),
        *(mention for entity in record["entities"] for mention in entity["mentions"]),
    ]

    for fact in facts:
        home = sentences[fact["sentence"]]
        assert home["start"] <= fact["start"] < fact["end"] <= home["end"]


def test_sentences_are_named_by_their_words(record_and_text: tuple[dict[str, Any], str]) -> None:
    record, _ = record_and_text
    seen: Counter[str] = Counter()
    for sentence in record["sentences"]:
        plain = expected_id(sentence["text"])
        seen[plain] += 1
        number = f"-{seen[plain]}" if seen[plain] > 1 else ""

        assert sentence["id"] == plain + number


def test_sentences_lie_in_order_and_apart(record_and_text: tuple[dict[str, Any], str]) -> None:
    record, _ = record_and_text
    spans = [(sentence["start"], sentence["end"]) for sentence in record["sentences"]]

    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_what_is_cited_exists(record_and_text: tuple[dict[str, Any], str]) -> None:
    record, _ = record_and_text
    ids = {sentence["id"] for sentence in record["sentences"]}

    assert set(record["summary"]) <= ids
    assert set(record["published"]["evidence"]) <= ids


def test_a_sentence_keeps_its_id_when_the_seed_is_edited_elsewhere(lexicon: Lexicon) -> None:
    before = article_of("Coalition ends\nIraq said so. It was Friday.\n", lexicon)
    after = article_of("News\n\nCoalition ends\nIran too. Iraq  said so. It was Friday.", lexicon)

    assert {sentence.id for sentence in before.sentences} < {s.id for s in after.sentences}


def test_the_normal_form_and_white_space_do_not_change_an_id() -> None:
    assert sentence_id("Mor\u00f3n  base\n") == sentence_id("Moro\u0301n\u00a0base")


def test_reading_twice_gives_the_same_record(lexicon: Lexicon) -> None:
    for path in SEEDS:
        one = to_record(understand(read_one(path, lexicon), lexicon))
        other = to_record(understand(read_one(path, lexicon), lexicon))

        assert json.dumps(one) == json.dumps(other)


@pytest.mark.parametrize("span", [Span(5, 5), Span(-1, 2), Span(0, 10_000), Span(4, 2)])
def test_a_span_outside_the_seed_stops_the_run(span: Span, lexicon: Lexicon) -> None:
    article = article_of("Coalition ends\nIraq said so.", lexicon)
    broken = replace(article, removed=(Removal(span, Reason.CONTROL),))

    with pytest.raises(ProofError, match=r"case\.txt"):
        to_record(understand(broken, lexicon))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_what_somebody_said_is_never_a_mark_alone(path: Path, lexicon: Lexicon) -> None:
    """Where nothing follows the verb, what was said stands before it: the sentence is shown."""
    record = to_record(understand(read_one(path, lexicon), lexicon))

    said = [statement["content"] for statement in record["statements"]]
    assert said
    assert [content for content in said if not any(map(str.isalpha, content))] == []
