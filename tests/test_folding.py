"""Folding: two spellings of one word meet, and the way back to the source is exact."""

from __future__ import annotations

import random
import unicodedata

import pytest

from generator.text.folding import fold

ALIKE = [
    ("alef with hamza", "أحمد", "احمد"),
    ("alef with madda", "آب", "اب"),
    ("alef below", "إيران", "ايران"),
    ("Farsi yeh and Arabic yeh", "بغدادی", "بغدادي"),
    ("alef maksura", "موسى", "موسي"),
    ("kaf of either keyboard", "کرکوک", "كركوك"),
    ("teh marbuta", "البصرة", "البصره"),
    ("hamza seats", "مسؤول", "مسوول"),
    ("hamza on the line", "علاء", "علا"),
    ("vowel signs", "بَغْدَاد", "بغداد"),
    ("tatweel", "العـــراق", "العراق"),
    ("ZWNJ", "عین‌الاسد", "عینالاسد"),
    ("Persian digits", "۲۰۲۵", "2025"),
    ("Arabic-Indic digits", "٢٠٢٥", "2025"),
    ("full-width digits", "２０２５", "2025"),
    ("presentation forms", "\ufe91\ufed0\ufeaa\ufe8d\ufea9", "بغداد"),
    ("ligature lam-alef", "\ufefb", "لا"),
    ("case", "BAGHDAD", "baghdad"),
    ("macrons", "Sūdānī", "sudani"),
    ("composed and decomposed", "Mor\u00f3n", "Moro\u0301n"),
    ("curly apostrophe", "Iraq’s", "Iraq's"),
    ("en dash", "US–Iraq", "US-Iraq"),
    ("no-break space", "United\u00a0States", "United States"),
    ("soft hyphen", "Bagh\u00addad", "Baghdad"),
    ("direction marks", "\u200fالعراق\u200e", "العراق"),
]
APART = [
    ("ha and heh", "حرب", "هرب"),
    ("dal and dhal", "دم", "ذم"),
    ("Baghdad and its adjective", "بغداد", "بغدادي"),
    ("a space is not nothing", "عبد الله", "عبدالله"),
    ("peh is not beh", "پارس", "بارس"),
    ("gaf is not kaf", "گرد", "کرد"),
]


@pytest.mark.parametrize(("one", "other"), [pytest.param(*c[1:], id=c[0]) for c in ALIKE])
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), [pytest.param(*c[1:], id=c[0]) for c in APART])
def test_two_words_stay_apart(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


def test_each_folded_letter_knows_its_place() -> None:
    source = "قاعدة عَيْن الأسد"
    folded = fold(source)
    first = folded.text.index("عين")

    assert folded.span(first, first + 3).of(source) == "عَيْن"


def test_silent_letters_at_the_end_belong_to_the_span() -> None:
    """The hamza of a name and its last vowel sign are not left standing behind a link."""
    source = "فرهاد علاءُ الدين"
    folded = fold(source)

    assert folded.span(0, folded.text.index(" الدين")).of(source) == "فرهاد علاءُ"


def test_zwnj_at_the_end_does_not_belong_to_the_span() -> None:
    """It joins what follows, and would be an invisible letter in a link."""
    source = "عراق‌ها"
    folded = fold(source)

    assert folded.span(0, 4).of(source) == "عراق"


def test_one_character_may_fold_to_several() -> None:
    source = "\ufdf2 في"  # ARABIC LIGATURE ALLAH
    folded = fold(source)

    assert folded.text == "الله في"
    assert folded.span(0, 4).of(source) == "\ufdf2"
    assert folded.span(5, 7).of(source) == "في"


def test_an_offset_is_added_to_every_span() -> None:
    assert fold("Iraq", 10).span(0, 4) == fold("Iraq", 0).span(0, 4).__class__(10, 14)


def test_folding_twice_changes_nothing() -> None:
    for _, one, other in ALIKE + APART:
        for text in (one, other):
            once = fold(text).text
            assert fold(once).text == once, text


def test_every_character_folds_without_an_error() -> None:
    """Odd text gives fewer facts, never a failure; offsets never run backwards."""
    chance = random.Random(20261121)
    for _ in range(60):
        source = "".join(chr(chance.randrange(0x110000)) for _ in range(200))
        folded = fold(source)

        assert len(folded.starts) == len(folded.text)
        assert list(folded.starts) == sorted(folded.starts)


def test_text_in_any_normal_form_folds_alike() -> None:
    for text in ("المسؤول الأميركي في آب", "نتیجهٔ مأموریت", "Mohammed Shiaʿ al-Sūdānī"):
        folded = {fold(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD", "NFKC")}

        assert len(folded) == 1, folded
