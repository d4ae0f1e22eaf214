"""The content security policy of the site: its script hashes come from the theme alone."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

_INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL
)
_DIRECTIVES = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_DEPTHS = ("probe.md", "a/probe.md", "a/b/probe.md")


def content_security_policy(
    environment: Environment,
    navigation: Navigation,
    files: Files,
    config: MkDocsConfig,
    *,
    preview: bool,
) -> str:
    """Return the policy for every page of the site.

    The theme is rendered around empty pages, one for each depth of address, and the inline scripts
    found there are allowed by hash. The pages that are protected are never looked at: a script
    that got into one would let itself in. The preview server adds a script of its own that changes
    with every answer, so a preview allows inline scripts; what is built to be published does not.
    """
    if preview:
        scripts = ["'self'", "'unsafe-inline'"]
    else:
        hashes = {
            digest
            for page in _probes(environment, navigation, files, config)
            for digest in _hashes(page)
        }
        scripts = ["'self'", *sorted(hashes)]
    return "; ".join(_DIRECTIVES).format(scripts=" ".join(scripts))


def _probes(
    environment: Environment, navigation: Navigation, files: Files, config: MkDocsConfig
) -> list[str]:
    rendered = []
    main = environment.get_template("main.html")
    for path in _DEPTHS:
        page = Page("", File.generated(config, path, content=""), config)
        page.content, page.toc, page.meta = "", get_toc([]), {}
        rendered.append(main.render(get_context(navigation, files, config, page)))
    missing = environment.get_template("404.html")
    base = urlsplit(config.site_url or "/").path
    rendered.append(missing.render(get_context(navigation, files, config, base_url=base)))
    return rendered


def _hashes(page: str) -> set[str]:
    return {
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in _INLINE.findall(page)
    }
