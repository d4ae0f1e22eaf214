"""What of the theme's HTML a checker or a screen reader stumbles over, set right in each page.

Source: the Nu checker and axe on Material 9.8.1. The theme's version is pinned; where it no longer
has one of these, nothing is replaced, and a test says so.
"""

from __future__ import annotations

import re

from markupsafe import escape

# A checkbox completes nothing; only fields for text may carry the attribute.
_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_NO_NUMBER = re.compile(r'(<label class="md-nav__link"[^>]*?) tabindex=""')
_CONTENTS = ' for="__toc"'
_DIALOG = '<div class="md-search" data-md-component="search" role="dialog">'


def conforming(html: str, search: str) -> str:
    """Return a page of the theme without these faults; `search` is the name of the search box."""
    html = _TOGGLE.sub(r"\1", html)
    html = _NO_NUMBER.sub(r"\1", html)
    if ' id="__toc"' not in html:
        # The page has no contents to open: the heading of the empty list labels nothing.
        html = html.replace(_CONTENTS, "")
    return html.replace(_DIALOG, f'{_DIALOG[:-1]} aria-label="{escape(search)}">')
