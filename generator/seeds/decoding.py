"""Bytes to text: the encoding is found, never guessed past a doubt."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from generator.seeds.reading import UnreadableError

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\x7fELF", "ELF"),
    (b"GIF8", "GIF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"{\\rtf", "RTF"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LIKELY = ["cp1256", "iso8859_6", "cp1252", "latin_1"]
_WESTERN = ("cp1252", "latin_1")
# Six bytes are Icelandic letters in one encoding and Turkish ones in the other.
_TOLD_APART = frozenset("\u00d0\u00dd\u00de\u00f0\u00fd\u00fe")
_MOST_CHAOS = 20.0
_LEAST_LIKELY = 0.9
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_TEXT_CATEGORIES = frozenset("LNPZMS")
_CONTROLS = bytes((*range(9), *range(14, 32)))
_SAVE_AS = "save it as UTF-8 text"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, without its byte order mark, and the encoding it was read with.

    Raises:
        UnreadableError: binary, empty, broken UTF-8, or no likely encoding.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"not text but a {kind} file", f"open it and {_SAVE_AS}")
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("empty", "fill it or remove it")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding), encoding
    if wide := _utf16_without_mark(data):
        return wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
    return _legacy(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(encoding, error.start) from error


def _broken(encoding: str, byte: int) -> UnreadableError:
    return UnreadableError(
        f"broken {encoding.upper()} at byte {byte}", f"fetch it again and {_SAVE_AS}"
    )


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """Recognise UTF-16 without a mark: Arabic in it is valid UTF-8 too, full of U+0006."""
    control = len(data) - len(data.translate(None, _CONTROLS))
    if control <= len(data) // 10 or len(data) < 2:
        return None
    whole = data[: len(data) // 2 * 2]
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Read the wrong way round, English turns into Chinese: letters too, but not likely ones.
        readings.append((sum(map(_is_likely, text)) / len(text), text, encoding))
    share, text, encoding = max(readings, default=(0.0, "", ""))
    if share <= _LEAST_LIKELY:
        return None
    if whole != data:
        raise _broken(encoding, len(whole))
    return text, encoding


def _is_likely(character: str) -> bool:
    if character.isspace():
        return True
    known = character < "\u0250" or "\u0600" <= character <= "\u06ff"
    typographic = "\u2000" <= character <= "\u206f" or "\ufb50" <= character <= "\ufefc"
    return (known or typographic) and unicodedata.category(character)[0] in _TEXT_CATEGORIES


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Raise where most of the bytes are UTF-8 after all: a cut or damaged file is not published."""
    high = sum(byte >= 0x80 for byte in data)
    valid = sum(len(match.group()) for match in _MULTIBYTE.finditer(data))
    if valid > high * 0.3 or error.reason == "unexpected end of data":
        raise _broken("utf-8", error.start) from error


def _legacy(data: bytes) -> tuple[str, str]:
    best = from_bytes(data, cp_isolation=_LIKELY).best()
    if best is None or best.percent_chaos > _MOST_CHAOS:
        raise UnreadableError("in an unknown encoding", _SAVE_AS)
    text = data.decode(best.encoding)
    if best.encoding in _WESTERN and not _TOLD_APART.isdisjoint(text):
        raise UnreadableError("in Western or Turkish encoding, which look alike", _SAVE_AS)
    return text, best.encoding
