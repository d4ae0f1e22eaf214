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
