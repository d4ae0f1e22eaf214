"""Literal text: whatever a seed says, no reader of Markdown or HTML takes it for markup."""

from __future__ import annotations

import html
import random
from html.parser import HTMLParser

import markdown
import pytest

from generator.model import Reason, Removal, Span
from generator.render.literal import literal, pieces, quotation, stand_in

OURS = ["attr_list", "tables", "toc"]
# What someone may switch on later.
OTHERS = [
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html"),
    *("meta", "sane_lists", "smarty", "tables", "toc", "wikilinks", "nl2br"),
    *("pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.emoji"),
    *("pymdownx.escapeall", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink"),
    *("pymdownx.mark", "pymdownx.progressbar", "pymdownx.smartsymbols", "pymdownx.snippets"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    *("pymdownx.arithmatex", "pymdownx.details", "pymdownx.highlight"),
]
NASTY = [
    "# heading",
    "## heading ##",
    "heading\n=======",
    "Title\n-----",
    "* item",
    "- item",
    "+ item",
    "- [ ] task",
    "1. first",
    "2025. was a year",
    "1) first",
    "> quotation",
    ">> twice",
    "    four spaces",
    "```\ncode\n```",
    "~~~ html",
    "---",
    "* * *",
    "___",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a | b",
    "*em* **strong** _em_ __strong__ ***both***",
    "snake_case_name and 2*3*4",
    "`code` and ``co`de``",
    "~~gone~~ ^^new^^ ==mark== H~2~O x^2^",
    "{++added++} {--gone--} {~~a~>b~~} {==m==}{>>c<<}",
    "[text](javascript:alert(1))",
    "![img](x.png)",
    "[ref][1]\n\n[1]: http://example.org",
    '[x]: http://example.org "t"',
    "<http://example.org>",
    "https://example.org/a_b_c and www.example.org",
    "someone@example.org",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></div></body>",
    "<!-- comment -->",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "<![><img",
    "&lt;b&gt; &amp; &#60; &nbsp; &notin",
    "&",
    "a & b; c &c;",
    "\\*escaped\\* \\\\ \\",
    "{: #id .class onclick=alert(1) }",
    "# heading {#id}",
    "word{: .x}",
    "{{ config.site_name }} {% raw %} {# c #}",
    "${PATH} $x$ $$y$$ \\(z\\)",
    '--8<-- "mkdocs.yml"',
    '-8<- "mkdocs.yml"',
    ';--8<-- "mkdocs.yml"',
    ":smile: :material-home: :)",
    "(c) (tm) (r) +/- --> <-- =/= 1/2 c/o 1st 2nd",
    "\"quoted\" 'single' -- --- ...",
    "[^1] and [^note]\n\n[^1]: a note",
    "*[HTML]: Hypertext\nHTML",
    "*[US]: us\nUS",
    "!!! note\n    text",
    "??? note",
    '=== "tab"',
    "Term\n: definition",
    "++ctrl+alt+del++",
    "[[wiki]]",
    "[TOC]",
    '[=50% "half"]',
    "#!python x",
    "Source: Reuters",
    "Title: x\nDate: y",
    "@user #123 owner/repo#1 a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0",
    "\u00abنعم\u00bb “لا” ‘x’ – —",
    "و”البدء”. “، مما أدى *إلى* _نهاية_ #المهمة",
    "می‌خواهد [این](x) را",
    "a\u00a0b\u200bc",
    "a  b   c",
    "wzxhzdk:0 klzzwxh:0001",
    "\u0002amp\u0003 \u0002wzxhzdk:0\u0003",
    "+-@=1+1",
    "=cmd|' /C calc'!A0",
    "%3Cscript%3E",
    "'; DROP TABLE seeds; --",
]


class Text(HTMLParser):
    """Collects the text of one element by its class, and every tag inside it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def read(page: str) -> tuple[str, list[str]]:
    reader = Text()
    reader.feed(page)
    reader.close()
    return reader.text, reader.tags


def even(text: str) -> str:
    return " ".join(text.split())


def random_strings() -> list[str]:
    chance = random.Random(20261121)
    marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    parts = [*marks * 2, *"ab1 ع", "  ", "\n", "--8<--", "{{", "}}", "](", "&#", "<a", "[^1]", "*["]
    return ["".join(chance.choice(parts) for _ in range(60)) for _ in range(150)]


# The last of the texts is many: they are drawn by chance, the same each time.
TEXTS = [[text] for text in NASTY] + [random_strings()]


def name_of(texts: list[str]) -> str:
    return ascii(texts[0])[:40] if len(texts) == 1 else "random"


@pytest.mark.parametrize("texts", TEXTS, ids=name_of)
def test_html_alone_reads_the_text_and_no_tag(texts: list[str]) -> None:
    for text in texts:
        check_html(text)


def shown(text: str) -> str:
    """Return a text as it may be shown: two controls stand in one of the texts."""
    return text.replace("\x02", "\ufffd").replace("\x03", "\ufffd")


NEVER = (
    "\x00\x08\x0b\x1f\x7f\x85\u202a\u202e\u2066\u2069\ud800\udfff"
    "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff"
)


@pytest.mark.parametrize("character", NEVER, ids=ascii)
def test_what_may_stand_on_no_page_is_seen_as_missing(character: str) -> None:
    assert str(literal(f"a{character}b")) == "a\ufffdb"


@pytest.mark.parametrize("character", "\t\n\r\u200c\u200d\u200e\u200f\u061c\ufdf0\ufffc", ids=ascii)
def test_what_shapes_a_text_stays(character: str) -> None:
    assert str(literal(f"a{character}b")) == f"a{character}b"


def check_html(text: str) -> None:
    escaped = str(literal(text))

    assert read(f"<p>{escaped}</p>") == (html.unescape(escaped), ["p"])
    assert html.unescape(escaped) == shown(text)
    assert read(f'<p title="{escaped}">x</p>') == ("x", ["p"])


# Text that keeps its full stops is still read by two extensions that we do not use, in a heading.
IN_HEADINGS = {
    "https://example.org/a_b_c and www.example.org": "magiclink makes a link of www. and a name",
    "\"quoted\" 'single' -- --- ...": "smarty turns three full stops into an ellipsis",
}


@pytest.fixture(scope="module", params=["ours", "others"])
def reader(request: pytest.FixtureRequest) -> markdown.Markdown:
    return markdown.Markdown(extensions=OURS if request.param == "ours" else OTHERS)


def plain(text: str) -> str:
    """Leave out the two characters that Python-Markdown keeps for itself; cleaning removes them."""
    return text.replace("\u0002", "").replace("\u0003", "")


@pytest.mark.parametrize("texts", TEXTS, ids=name_of)
def test_a_raw_block_of_markdown_leaves_the_text_alone(
    texts: list[str], reader: markdown.Markdown
) -> None:
    """This is how a quotation stands in a generated page."""
    for text in texts:
        check_block(text, reader)


def check_block(text: str, reader: markdown.Markdown) -> None:
    wanted = even(plain(text))
    page = reader.reset().convert(
        f'# Title\n\n<div class="seed">\n<p>{literal(wanted)}</p>\n</div>\n'
    )
    body = page[page.index('<div class="seed">') :]

    found, tags = read(body)

    assert even(found) == wanted
    assert tags == ["div", "p"]


@pytest.mark.parametrize("texts", TEXTS, ids=name_of)
def test_a_heading_of_markdown_leaves_the_text_alone(
    texts: list[str], reader: markdown.Markdown, request: pytest.FixtureRequest
) -> None:
    """This is how a title stands in a generated page."""
    failure = IN_HEADINGS.get(texts[0])
    if failure and request.node.callspec.params["reader"] == "others":
        request.applymarker(pytest.mark.xfail(strict=True, reason=failure))
    for text in texts:
        check_heading(text, reader)


def check_heading(text: str, reader: markdown.Markdown) -> None:
    wanted = even(plain(text))
    page = reader.reset().convert(f"# {literal(wanted)}\n")

    found, tags = read(page)

    assert even(found) == wanted
    assert tags[0] == "h1"
    assert not set(tags[1:]) & {"a", "img", "script", "em", "strong", "code", "h2", "ul"}


def test_letters_digits_and_inner_hyphens_stay_readable() -> None:
    assert literal("al-Sudani met, in 2024. 10-day; yes, not: x_y") == (
        "al-Sudani met, in 2024. 10-day; yes, not&#58; x&#95;y"
    )


def test_text_is_linear_in_its_length() -> None:
    assert len(literal("*" * 100_000)) == 5 * 100_000


def test_pieces_cover_a_span_without_gap_or_overlap() -> None:
    text = "ab\u202ecd\x00ef"
    removed = [
        Removal(Span(2, 3), Reason.BIDI),
        Removal(Span(5, 6), Reason.CONTROL),
    ]
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            parts = [span for span, _ in pieces(text, Span(start, end), removed)]

            assert "".join(span.of(text) for span in parts) == text[start:end]


def test_a_removed_direction_mark_leaves_a_visible_stand_in() -> None:
    text = "ab\u202ecd"
    shown = quotation(text, Span(0, 5), [Removal(Span(2, 3), Reason.BIDI)])

    assert read(shown)[0] == "abU+202Ecd"
    assert "\u202e" not in shown


def test_a_removed_control_character_leaves_nothing() -> None:
    text = "ab\x00cd"

    assert quotation(text, Span(0, 5), [Removal(Span(2, 3), Reason.CONTROL)]) == "abcd"


def test_a_stand_in_names_each_character() -> None:
    assert read(stand_in("\u202e\u2066"))[0] == "U+202E U+2066"
