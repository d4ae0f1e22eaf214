"""Ids of seeds: the contract of docs/developers/record.md."""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata

import pytest

from generator.seeds.identity import seed_ids, stem_of

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def id_of(name: str) -> str:
    return seed_ids([name])[name]


def hashed(name: str) -> str:
    exact = unicodedata.normalize("NFC", name).encode("utf-8", "surrogateescape")
    return hashlib.sha256(exact).hexdigest()[:10]


@pytest.mark.parametrize(
    "name",
    [
        "000_2ff1e16875d8afd0.txt",
        "a.md",
        "A.txt",
        "2024-01-27.txt",
        "a.b.c.txt",
        "Seed-1_final.md",
        "x" * 64 + ".txt",
    ],
)
def test_a_plain_stem_is_the_id(name: str) -> None:
    assert id_of(name) == stem_of(name)


@pytest.mark.parametrize(
    "name",
    [
        "index.txt",
        "INDEX.md",
        "readme.txt",
        "README.md",
        "404.txt",
        "con.txt",
        "NUL.txt",
        "Aux.md",
        "prn.txt",
        "com1.txt",
        "LPT9.txt",
        "con.backup.txt",
        "x" * 65 + ".txt",
        "-rf.txt",
        ".._up.txt",
        "_private.txt",
        "a b.txt",
        "a/b.txt",
        "a\\b.txt",
        "a%20b.txt",
        "a?b#c.txt",
        "<script>.txt",
        "a&b.txt",
        "خبر.txt",
        "گزارش ۱.txt",
        "été.txt",
        "a\nb.txt",
        "a\n.txt",
        "a\u202egpj.txt",
        "a\u200b.txt",
        "trailing..txt",
        "ends .txt",
        "\udce9t\udce9.txt",
        "ا" * 125 + ".txt",
    ],
)
def test_any_other_stem_is_named_by_hash(name: str) -> None:
    made = id_of(name)

    assert made.startswith("s-")
    assert made.endswith("-" + hashed(name))
    assert SAFE.fullmatch(made), made


def test_what_is_ascii_in_a_stem_stays_readable() -> None:
    assert id_of("US Iraq talks, day 2.txt") == "s-us-iraq-talks-day-2-" + hashed(
        "US Iraq talks, day 2.txt"
    )


def test_at_most_forty_letters_of_a_stem_stay() -> None:
    name = "word " * 30 + ".txt"

    assert len(id_of(name)) <= len("s-") + 40 + len("-") + 10


@pytest.mark.parametrize(
    "names",
    [
        ["a.txt", "a.md"],
        ["a.txt", "A.txt"],
        ["a.txt", "A.MD"],
        ["Straße.txt", "STRASSE.txt"],
        ["k.txt", "\u212a.txt"],
    ],
)
def test_stems_that_differ_by_case_or_suffix_are_all_named_by_hash(names: list[str]) -> None:
    """On a disk that is blind to case one page would overwrite the other."""
    ids = seed_ids(names)

    assert all(ids[name].endswith(hashed(name)) for name in names)
    assert len({made.casefold() for made in ids.values()}) == len(names)


def test_the_id_of_a_seed_does_not_depend_on_the_order_of_the_folder() -> None:
    names = ["b.txt", "a.txt", "خبر.txt", "A.md", "index.txt"]

    assert seed_ids(names) == seed_ids(reversed(names))


def test_a_seed_keeps_its_id_when_others_come() -> None:
    before = seed_ids(["a.txt", "خبر.txt"])
    after = seed_ids(["a.txt", "خبر.txt", "b.txt", "index.txt"])

    assert all(after[name] == made for name, made in before.items())


def test_a_name_has_one_id_in_either_normal_form() -> None:
    """macOS stores names decomposed."""
    composed, decomposed = "Mor\u00f3n base.txt", "Moro\u0301n base.txt"

    assert hashed(composed) == hashed(decomposed)
    assert id_of(composed).endswith(hashed(decomposed))


def test_the_whole_id_is_the_same_in_either_normal_form() -> None:
    assert id_of("Mor\u00f3n base.txt") == id_of("Moro\u0301n base.txt")


def test_two_files_never_share_an_id() -> None:
    names = ["\u00c5 base.txt", "\u212b base.txt"]

    assert len(set(seed_ids(names).values())) == 2


def test_a_hashed_id_never_meets_a_plain_one() -> None:
    """Someone may name a file as we would."""
    trap = id_of("خبر.txt")
    names = ["خبر.txt", f"{trap}.txt"]

    ids = seed_ids(names)

    assert len({made.casefold() for made in ids.values()}) == 2


def test_names_of_any_characters_have_safe_ids() -> None:
    chance = random.Random(20261121)
    for _ in range(500):
        stem = "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(1, 60)))
        made = id_of(stem.replace("/", "_") + ".txt")

        assert SAFE.fullmatch(made), (stem, made)
        assert made.casefold() not in {"index", "readme", "404"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.txt", "a"), ("a.b.txt", "a.b"), ("a", "a"), (".txt", ".txt"), ("a.", "a")],
)
def test_a_stem_is_the_name_without_its_last_suffix(name: str, stem: str) -> None:
    assert stem_of(name) == stem


DIGEST = re.compile(r"[0-9a-f]{10}")


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("US Iraq talks, day 2.txt", "us-iraq-talks-day-2"),
        ("  UPPER_case!! .txt", "upper-case"),
        ("--a--b--.txt", "a-b"),
        ("Mor\u00f3n base.txt", "mor-n-base"),
        ("a" * 65 + ".txt", "a" * 40),
        ("a" * 39 + " b.txt", "a" * 39),
        ("a" * 38 + " bc.txt", "a" * 38 + "-b"),
        ("index.md", "index"),
        ("X ray X.txt", "x-ray-x"),
        ("-" + "a" * 45 + ".txt", "a" * 40),
        ("X" * 39 + " b.txt", "x" * 39),
        ("x.y z.txt", "x-y-z"),
    ],
)
def test_a_hashed_id_is_s_then_what_is_readable_then_ten_digits(name: str, readable: str) -> None:
    start, _, digest = id_of(name).rpartition("-")

    assert start == f"s-{readable}"
    assert DIGEST.fullmatch(digest)
    assert digest == hashed(name)


@pytest.mark.parametrize("name", ["خبر.txt", "---.txt", "\udce9.txt", " .md"])
def test_a_name_without_a_readable_part_is_s_and_ten_digits(name: str) -> None:
    assert id_of(name) == f"s-{hashed(name)}"


@pytest.mark.parametrize(
    "stem", [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
def test_every_numbered_device_is_reserved(stem: str) -> None:
    assert id_of(f"{stem.upper()}.txt") == f"s-{stem}-{hashed(f'{stem.upper()}.txt')}"


@pytest.mark.parametrize("name", ["com10.txt", "com.txt", "lpt.txt", "console.txt", "a.con.txt"])
def test_what_only_looks_like_a_device_is_not_reserved(name: str) -> None:
    assert id_of(name) == stem_of(name)


def test_the_composed_of_two_names_that_are_one_keeps_its_hash() -> None:
    """The other, written with a mark of its own, is the one that gives way."""
    composed, decomposed = "Mor\u00f3n base.txt", "Moro\u0301n base.txt"

    ids = seed_ids([composed, decomposed])

    assert ids[composed] == id_of(composed)
    exact = hashlib.sha256(decomposed.encode()).hexdigest()[:10]
    assert ids[decomposed] == f"s-mor-n-base-{exact}"


def test_a_file_named_like_the_id_of_another_gives_way_alone_in_its_own_name() -> None:
    trap = f"{id_of('خبر.txt')}.txt"

    ids = seed_ids(["خبر.txt", trap])

    assert ids[trap] == f"s-{stem_of(trap)}-{hashed(trap)}"
    assert ids["خبر.txt"].startswith("s-")


def test_names_that_meet_nobody_stay_plain_beside_those_that_do() -> None:
    ids = seed_ids(["a.txt", "a.md", "b.txt", "ab.txt"])

    assert (ids["b.txt"], ids["ab.txt"]) == ("b", "ab")
    assert set(ids) == {"a.txt", "a.md", "b.txt", "ab.txt"}
    assert list(ids) == sorted(ids)


def test_a_folder_without_seeds_has_no_ids() -> None:
    assert seed_ids([]) == {}
