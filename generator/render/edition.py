"""One edition of the site: its words, its templates, and the phrases that many pages share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import frontmatter
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from generator.model import Article, Basis, Briefing, EntityType, Page
from generator.render.literal import literal, quotation
from generator.vocabulary import Lexicon
from generator.wording.edtf import in_words

TEMPLATES = Path(__file__).parent.parent / "templates"
FOLDERS = {
    EntityType.PERSON: "people",
    EntityType.ORGANIZATION: "organizations",
    EntityType.PLACE: "places",
}
_SHAPING = "\u200c\u200d\u00a0"
_ADDRESS = re.compile(r"[A-Za-z0-9._/#-]+")
HIDDEN = ("navigation", "toc")
"""Generated pages have breadcrumbs instead of Material's two sidebars."""


class Edition:
    """The language a site speaks to its readers; holds words and templates, no state."""

    def __init__(self, lexicon: Lexicon, lang: str) -> None:
        """Prepare one environment that lets no text through unescaped."""
        self.lexicon = lexicon
        self.lang = lang
        self.labels: Mapping[str, Any] = lexicon.labels[lang]
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            finalize=_safe,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # The usual ones stand for an attribute list in Markdown.
            comment_start_string="{##",
            comment_end_string="##}",
        )
        self._environment.globals["labels"] = _trusted(self.labels)

    def render(self, template: str, **values: object) -> str:
        """Return a template filled in; whatever is not markup already is made literal."""
        return self._environment.get_template(template).render(**values)

    def page(self, path: str, template: str, front: Mapping[str, object], **values: object) -> Page:
        """Return a page: front matter in the order given, then the filled template."""
        body = _squeezed(self.render(template, **values))
        # The last key tells the generator that the file is its own, to rewrite and to remove.
        post = frontmatter.Post(body, None, **front, generated=True)
        text = frontmatter.dumps(post, sort_keys=False, allow_unicode=True, width=10_000)
        return Page(path, text + "\n")

    def name(self, names: Mapping[str, str]) -> Markup:
        """Return the name of an entry in this edition's language, else in whatever it has."""
        return literal(names.get(self.lang) or next(iter(names.values())))

    def entry_name(self, entity_id: str) -> Markup:
        """Return the name of a gazetteer entry."""
        return self.name(self.lexicon.entries[entity_id].name)

    def plain_name(self, entity_id: str) -> str:
        """Return the name of a gazetteer entry as plain text."""
        names = self.lexicon.entries[entity_id].name
        return names.get(self.lang) or next(iter(names.values()))

    def direction(self, lang: str, article: Article | None = None) -> str:
        """Return "rtl" or "ltr" for a language, that of the article where it is not known."""
        if language := self.lexicon.languages.get(lang):
            return language.direction
        return article.direction if article else "ltr"

    def date(self, edtf: str | None) -> str:
        """Return an EDTF value in words."""
        return in_words(edtf, self.labels)

    def translated_title(self, briefing: Briefing) -> str:
        """Return the title in the edition's language: the editor's, or one made of the facts.

        Empty for a text of that language, and where neither is there.
        """
        article = briefing.article
        given = article.sidecar.titles.get(self.lang, "")
        if given or article.title.lang == self.lang:
            return given
        return briefing.titles.get(self.lang, "")

    def is_composed(self, briefing: Briefing) -> bool:
        """Tell whether the translated title was made of the facts."""
        given = self.lang in briefing.article.sidecar.titles
        return not given and bool(self.translated_title(briefing))

    def title(self, briefing: Briefing) -> dict[str, object]:
        """Return the title to show first: language, direction, HTML."""
        translated = self.translated_title(briefing)
        if not translated:
            return self.original_title(briefing.article)
        return {
            "lang": self.lang,
            "dir": self.direction(self.lang),
            "html": literal(translated),
        }

    def original_title(self, article: Article) -> dict[str, object]:
        """Return the seed's own title: language, direction, HTML."""
        title = article.title
        html = literal(title.text)
        if title.span is not None:
            html = quotation(article.text, title.span, article.removed)
        if title.basis == Basis.LEAD and title.span != article.sentences[0].span:
            html += literal("\u2026")
        return {"lang": title.lang, "dir": self.direction(title.lang, article), "html": html}

    def listed(self, briefing: Briefing, folder: str) -> dict[str, object]:
        """Return a line of a list of briefings; `folder` leads from the page to the briefings."""
        translated = self.translated_title(briefing)
        return {
            "href": address(f"{folder}{briefing.article.id}.html"),
            "title": self.title(briefing),
            "original": self.original_title(briefing.article) if translated else None,
            "meta": self.meta(briefing),
        }

    def meta(self, briefing: Briefing) -> str:
        """Return when, in which language and where a briefing's text was published."""
        published = f"{self.labels['strip']['published']}: {self.date(briefing.published.edtf)}"
        said = [published, self.languages(briefing.article.langs)]
        if briefing.outlet:
            said.append(briefing.outlet.name)
        return " · ".join(said)

    def languages(self, langs: Sequence[str]) -> str:
        """Return the languages of a text in words, the main one first."""
        names = [str(self.labels["languages"].get(lang, lang)) for lang in langs]
        if len(names) == 1:
            return names[0]
        also = self.labels["list_separator"].join(names[1:])
        return str(self.labels["language_phrases"]["also"]).format(language=names[0], others=also)


def address(text: str) -> Markup:
    """Return an address or id of our own making, which needs no escaping.

    Raises:
        ValueError: it holds a character that only foreign text can have brought in.
    """
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"not an address of ours: {text!a}")
    return Markup(text)  # noqa: S704 - checked above


def printable(name: str) -> str:
    """Return text for a terminal or a report: odd bytes and controls are shown as escapes."""
    return "".join(c if c.isprintable() or c in _SHAPING else ascii(c)[1:-1] for c in name)


def _safe(value: object) -> object:
    """Escape whatever a template prints that is not markup already."""
    return value if isinstance(value, Markup) else literal(str(value))


def _trusted(labels: object) -> object:
    """Return labels with HTML escaped once, so that their punctuation reads well in Markdown."""
    if isinstance(labels, Mapping):
        return {key: _trusted(value) for key, value in labels.items()}
    if isinstance(labels, list):
        return [_trusted(value) for value in labels]
    return escape(labels)


def _squeezed(body: str) -> str:
    """Return Markdown with at most one empty line in a row and none at its ends."""
    lines: list[str] = []
    for line in body.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip()
