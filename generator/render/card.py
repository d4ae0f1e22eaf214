"""The social preview image: the site's name on its own paper, drawn at build time."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent.parent / "theme" / "assets" / "fonts"
_SIZE = (1200, 630)
_PAPER, _INK, _MUTE, _ACCENT = "#fbfaf6", "#1b1e22", "#5b6470", "#0b5566"
_MARGIN = 96
# The mark of the site: steps that come down.
_STEPS = (200, 156, 108, 60)


def social_card(name: str, description: str) -> bytes:
    """Return a PNG of 1200 × 630 pixels; the same words always give the same bytes."""
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 18, _SIZE[1]), fill=_ACCENT)
    base = _MARGIN + max(_STEPS)
    for place, height in enumerate(_STEPS):
        left = _MARGIN + place * 62
        draw.rounded_rectangle((left, base - height, left + 44, base), radius=6, fill=_ACCENT)
    serif = ImageFont.truetype(FONTS / "ibm-plex-serif-latin-600-normal.woff2", 76)
    sans = ImageFont.truetype(FONTS / "ibm-plex-sans-latin-400-normal.woff2", 34)
    draw.text((_MARGIN, base + 64), name, font=serif, fill=_INK)
    for number, line in enumerate(_wrapped(description, sans, _SIZE[0] - 2 * _MARGIN)):
        draw.text((_MARGIN, base + 170 + number * 48), line, font=sans, fill=_MUTE)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
