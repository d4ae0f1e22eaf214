"""Bytes to text: what is known is read, what is in doubt is refused, nothing is guessed."""

from __future__ import annotations

import codecs

import pytest

from generator.seeds.decoding import decode
from generator.seeds.reading import UnreadableError

ARABIC = (
    "توصل العراق والولايات المتحدة الأميركية لتفاهم بشأن خطط لإنهاء مهمة التحالف.\r\n"
    "وقالت المصادر إن الخطة ستشهد مغادرة مئات القوات بحلول أيلول 2025، مع مغادرة الباقي.\r\n"
)
PERSIAN = "منابع عراقی می‌گویند که بیشتر نیروها در نهایت خارج شوند.\n"
ENGLISH = "The coalition’s mission ends in September 2025 – officials said.\n"


@pytest.mark.parametrize("text", [ARABIC, PERSIAN, ENGLISH, "Iraq", "ع"])
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [ARABIC, PERSIAN, ENGLISH])
def test_a_byte_order_mark_decides_and_goes(text: str, bom: bytes, encoding: str) -> None:
    assert decode(bom + text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, PERSIAN])
def test_utf16_without_a_mark_is_recognised(text: str, encoding: str) -> None:
    """Its Arabic is valid UTF-8 too: to try UTF-8 first prints garbage."""
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_english_in_utf16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == (ENGLISH, encoding)


@pytest.mark.parametrize(("text", "encoding"), [(ARABIC, "cp1256"), (ARABIC, "iso8859_6")])
def test_an_old_arabic_encoding_is_read_and_named(text: str, encoding: str) -> None:
    plain = text.replace("،", "\u060c")

    assert decode(plain.encode(encoding)) == (plain, encoding)


def test_english_in_cp1252_is_read() -> None:
    text = ENGLISH * 5

    assert decode(text.encode("cp1252"))[0] == text


def test_one_damaged_byte_in_utf8_is_refused_with_its_place() -> None:
    """A replacement character would stand in a quotation as if the source had it."""
    data = bytearray(ARABIC.encode())
    data[40] = 0xFF

    with pytest.raises(UnreadableError, match="broken UTF-8 at byte 40") as caught:
        decode(bytes(data))
    assert "UTF-8" in caught.value.remedy


def test_utf8_cut_within_a_letter_is_refused() -> None:
    with pytest.raises(UnreadableError, match="broken UTF-8"):
        decode(ARABIC.encode()[:102])


def test_english_with_one_damaged_byte_is_refused() -> None:
    data = ENGLISH.encode() * 3 + b"\xff"

    with pytest.raises(UnreadableError, match="broken UTF-8"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-le"])
def test_damage_after_a_mark_is_refused(encoding: str) -> None:
    bom = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}.get(
        encoding, codecs.BOM_UTF32_LE
    )

    with pytest.raises(UnreadableError, match="broken"):
        decode(bom + "Iraq".encode(encoding) + b"\xff")


def test_utf7_and_utf8_cesu_surrogates_are_refused() -> None:
    """Surrogates in UTF-8 are no text, and would end the writing of the site."""
    with pytest.raises(UnreadableError):
        decode(("Iraq " * 20).encode() + b"\xed\xa0\x80\xed\xb0\x80 " + ARABIC.encode())


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"\x7fELF\x02", "ELF"),
        (b"GIF89a", "GIF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"{\\rtf1\\ansi", "RTF"),
    ],
)
def test_a_file_that_is_no_text_is_named(start: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=kind):
        decode(start + b"and more of it")


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t \n", b"\0" * 20, b" \0 \0"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        decode(data)


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_a_mark_alone_is_no_text(bom: bytes) -> None:
    """It decodes to nothing, and the next room refuses what holds no letter."""
    assert decode(bom)[0] == ""


def test_random_bytes_are_refused() -> None:
    data = bytes((index * 7919 + index * index * 31) % 256 for index in range(4000))

    with pytest.raises(UnreadableError):
        decode(b"\x80" + data)


def test_a_c1_control_in_utf8_is_no_reason_to_refuse() -> None:
    text = "Iraq\x85agrees"

    assert decode(text.encode()) == (text, "utf-8")


def refusal(data: bytes) -> tuple[str, str]:
    """Return why bytes are refused and what their editor is told to do."""
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    return caught.value.reason, caught.value.remedy


def result_of(data: bytes) -> str:
    try:
        return decode(data)[1]
    except UnreadableError:
        return "refused"


AGAIN = "fetch it again and save it as UTF-8 text"


@pytest.mark.parametrize(
    ("data", "reason", "remedy"),
    [
        (b"%PDF-1.7", "not text but a PDF file", "open it and save it as UTF-8 text"),
        (b"PK\x03\x04", "not text but a ZIP or Office file", "open it and save it as UTF-8 text"),
        (b"\t \0\r\n", "empty", "fill it or remove it"),
        (codecs.BOM_UTF8 + b"Iraq \xff", "broken UTF-8 at byte 5", AGAIN),
        (codecs.BOM_UTF16_LE + b"I\0r", "broken UTF-16-LE at byte 2", AGAIN),
        (codecs.BOM_UTF32_BE + b"\0\0\0I\0", "broken UTF-32-BE at byte 4", AGAIN),
        (ARABIC.encode() + b"\xff", f"broken UTF-8 at byte {len(ARABIC.encode())}", AGAIN),
        (b"Iraq \xd8", "broken UTF-8 at byte 5", AGAIN),
        (bytes(range(0x80, 0x100)) * 8, "in an unknown encoding", "save it as UTF-8 text"),
    ],
)
def test_a_refusal_tells_reason_and_remedy(data: bytes, reason: str, remedy: str) -> None:
    assert refusal(data) == (reason, remedy)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Iraq",
        "او می‌خواهد برود",
        "‘Iraq’ – “talks”",
        "\u0606\u0620\u06f1\u06ff",
        "\ufb50\ufefc \u0639",
        "\u0639\r\n\t\u0639",
        "a\u00a0b\u2028c \u024f",
        "1, 2 + 3 = 6%",
    ],
)
def test_utf16_of_any_known_letters_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "I\x00r\x00aq",
        "\u4e01\u4e02\u4e03 \u3041\u3042",
        "\u0639\u0638\u0637" + "\u0107\u0503\u0901" * 3,
    ],
)
def test_wide_bytes_of_unlikely_letters_are_not_taken_for_utf16(text: str, encoding: str) -> None:
    """Only what reads as text nearly throughout is read so."""
    data = text.encode(encoding)

    assert data.decode(encoding) == text
    assert result_of(data) in ("utf-8", "refused")


def test_one_stray_character_in_ten_does_not_hide_utf16() -> None:
    enough, too_few = "Iraq talks" * 2 + "\u4e01", "Iraq talk" + "\u4e01"

    assert decode(enough.encode("utf-16-le")) == (enough, "utf-16-le")
    assert decode(too_few.encode("utf-16-le"))[1] != "utf-16-le"


@pytest.mark.parametrize(
    ("controls", "encoding"), [(0, "utf-8"), (1, "utf-8"), (2, "utf-8"), (10, "utf-16-be")]
)
def test_a_few_controls_make_no_utf16(controls: int, encoding: str) -> None:
    """Up to one byte in ten: the cleaning sets those aside."""
    data = b"\x06\x27" * controls + b"ab" * (10 - controls)

    assert decode(data)[1] == encoding


@pytest.mark.parametrize("control", [*range(1, 9), *range(14, 32)])
def test_any_control_counts_towards_utf16(control: int) -> None:
    """But only letters of the languages that are read, Latin or Arabic, are taken for text."""
    text = chr(control << 8 | 0x41) * 4
    known = control in (1, 2, 6)

    if known:
        assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")
    else:
        assert decode(text.encode("utf-16-be"))[1] == "utf-8"


@pytest.mark.parametrize(
    ("letters", "damaged"),
    [("\u00e9", b"\xff\xfe\xfa"), ("\u20ac", b"\xff" * 6), ("\U0001f1ee", b"\xff" * 9)],
)
def test_letters_of_two_three_or_four_bytes_tell_that_a_file_was_utf8(
    letters: str, damaged: bytes
) -> None:
    """Where more than three in ten of the high bytes still are, it is not read as anything else."""
    data = b"Iraq " + damaged + b" " + letters.encode() * 2

    assert refusal(data) == ("broken UTF-8 at byte 5", AGAIN)


def test_a_pair_of_old_letters_that_looks_like_utf8_does_not_refuse_a_file() -> None:
    """Bytes of Arabic in an old encoding are a letter of UTF-8 here and there by chance."""
    text = ARABIC.replace("،", "\u060c")
    by_chance = b"\xc7\xa1".decode("cp1256")

    assert decode((text + by_chance + text).encode("cp1256")) == (text + by_chance + text, "cp1256")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Войска покинут Ирак до конца года, сообщили источники. ", "cp1251"),
        ("Войска покинут Ирак до конца года, сообщили источники. ", "koi8_r"),
        ("Τα στρατεύματα θα φύγουν από το Ιράκ. ", "cp1253"),
    ],
)
def test_an_old_encoding_of_letters_that_nobody_reads_here_is_refused(
    text: str, encoding: str
) -> None:
    """It would be published as Arabic or Latin letters without a sense."""
    reason, _ = refusal((text * 3).encode(encoding))

    assert reason == "in an unknown encoding"


@pytest.mark.parametrize("other", [b"\xe1 ", b"\x80 "])
@pytest.mark.parametrize(("pairs", "broken"), [(3, False), (4, True)])
def test_three_in_ten_of_the_high_bytes_may_look_like_utf8(
    other: bytes, pairs: int, broken: bool
) -> None:
    data = b"Iraq " + other * 14 + b"\xc7\xa1 " * pairs

    try:
        told = decode(data)[1]
    except UnreadableError as problem:
        told = problem.reason

    assert told.startswith("broken UTF-8") is broken


@pytest.mark.parametrize("text", ["XX", "X", "Iraq" + " " * 80 + "left", " \u2020 " * 9])
def test_plain_text_of_any_shape_is_utf8(text: str) -> None:
    """Two spaces are one dagger of UTF-16: without its many controls nothing is read as that."""
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("text", ["\u00d8resund talks end", "\u06d8 \u0639\u0631\u0627\u0642"])
def test_utf16_that_read_the_other_way_round_is_none_is_recognised(text: str) -> None:
    assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")


@pytest.mark.parametrize("data", [b"\xd8\x01\x01\xd8", b"\xdc\x01\x01\xdc" * 3])
def test_what_is_utf16_in_neither_way_is_refused(data: bytes) -> None:
    assert result_of(data) == "refused"


def test_letters_beyond_those_that_are_read_make_no_utf16() -> None:
    assert decode("\u0250\u0250\u0250\u0250".encode("utf-16-le"))[1] == "utf-8"
    assert decode("\u024f\u024e\u024f\u024e".encode("utf-16-le"))[1] == "utf-16-le"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, PERSIAN])
def test_utf16_that_lost_a_byte_is_refused_not_garbled(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    with pytest.raises(UnreadableError, match=rf"broken {encoding.upper()} at byte {len(data)}"):
        decode(data + b"\x06")


TURKISH = (
    "G\u00f6r\u00fc\u015fmeler s\u00fcr\u00fcyor, \u0130stanbul'da toplant\u0131 yap\u0131ld\u0131."
)


def test_turkish_is_not_read_as_icelandic() -> None:
    with pytest.raises(UnreadableError):
        decode(TURKISH.encode("cp1254"))
    assert decode(TURKISH.encode("utf-8")) == (TURKISH, "utf-8")


def test_a_single_control_is_text_of_nothing_else() -> None:
    assert decode(b"\x01") == ("\x01", "utf-8")
