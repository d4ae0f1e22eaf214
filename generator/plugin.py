"""The door for MkDocs: seeds in, pages and data out; the work is done elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import build, lexicon, search
from generator.changes import ChangeSet, changes_between
from generator.conformance import conforming
from generator.errors import GeneratorError, SeedError
from generator.history import day_of, latest_change, seeds_at
from generator.policy import content_security_policy
from generator.render.card import social_card
from generator.render.changes import CHANGES, changes_part
from generator.render.finding import search_labels, search_page
from generator.render.today import LATEST, fill, home
from generator.sanitizer import available as sanitizer_available
from generator.sanitizer import first_removed

HERE = Path(__file__).parent
_SECTIONS = {
    "index.md",
    *(f"{name}/index.md" for name in ("people", "organizations", "places", "timeline")),
    *(
        f"{name}/index.md"
        for name in ("differences", "figures", "statements", "sources", "changes")
    ),
}

log = get_plugin_logger("briefings")


class BriefingsConfig(Config):
    """The options of the plugin; paths are relative to `mkdocs.yml`."""

    seeds = option.Type(str, default="seeds")
    output = option.Type(str, default="briefings")
    """Where the generated Markdown is kept; "" keeps it in memory only."""
    today = option.Type(str, default="")
    """The day the site speaks of, as YYYY-MM-DD; else SOURCE_DATE_EPOCH, else the clock."""
    stale_after = option.Type(int, default=60)
    """After how many days without a new text the home page says so in a banner."""
    allow_empty = option.Type(bool, default=False)
    sanitize = option.Type(bool, default=False)
    """Whether the build stops at a page of which an allow-list of HTML would take something out."""


class BriefingsPlugin(BasePlugin[BriefingsConfig]):
    """Adds the generated pages to a MkDocs build and watches what they are made of."""

    def __init__(self) -> None:
        """Start as for a build that is to be published."""
        self._preview = False
        self._generation: build.Generation | None = None
        self._navigation: Navigation | None = None
        self._generated: set[str] = set()
        self._indexer = search.Indexer()
        self._changed: tuple[ChangeSet | None, str | None] = (None, None)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview; being defined keeps the plugin between rebuilds."""
        self._preview = command == "serve"
        self._indexer = search.Indexer(keep=self._preview)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme before Material's and our Markdown extension after the others."""
        self._today()  # Said now rather than in the middle of a build.
        if self.config.sanitize and not sanitizer_available():
            raise PluginError("sanitize: needs nh3; pip install 'drawdown-briefings[sanitize]'")
        theme = str(HERE / "theme")
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(0, theme)
        if "generator.render.sections" not in config.markdown_extensions:
            config.markdown_extensions.append("generator.render.sections")
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make all pages, write what changed, and hand them to MkDocs."""
        root = Path(config.config_file_path).parent
        try:
            generation = build.generate(
                root / self.config.seeds, lexicon.load(), allow_empty=self.config.allow_empty
            )
            if self.config.output:
                build.write(generation.pages, root / self.config.output)
            data = dict(self._data(generation, config))
            self._changed = self._history(root / self.config.seeds, generation)
        except GeneratorError as error:
            raise PluginError(str(error)) from error
        self._report(generation)
        self._generation = generation
        self._generated = set()
        for page in generation.pages:
            path = f"{build.SITE_FOLDER}/{page.path}"
            self._generated.add(path)
            level = InclusionLevel.INCLUDED if page.path in _SECTIONS else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=page.text, inclusion=level))
        for path, text in data.items():
            files.append(File.generated(config, path, content=text))
        page = search_page(generation.edition, generation.contents)
        self._generated.add(page.path)
        files.append(File.generated(config, page.path, content=page.text))
        card = social_card(str(config.site_name), str(config.site_description or ""))
        files.append(File.generated(config, "assets/images/social.png", content=card))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the policy's look at the theme."""
        self._navigation = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme its content security policy."""
        generation = self._generation
        env.globals["search_labels"] = search_labels(generation.edition) if generation else {}
        env.globals["content_security_policy"] = ""
        env.globals["content_security_policy"] = content_security_policy(
            env, self._navigation or Navigation([], []), files, config, preview=self._preview
        )
        return env

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,
        files: Files,
    ) -> str:
        """Escape what the theme prints raw, and fill in what depends on today."""
        generation = self._generation
        if generation is None:
            return markdown
        today = date.fromisoformat(self._today())
        if page.file.src_uri in self._generated:
            page.meta = {key: _escaped(value) for key, value in page.meta.items()}
            # Our own index holds the texts; the theme's would fetch all of them with every page.
            page.meta["search"] = {"exclude": True}
            markdown = fill(generation.edition, generation.contents, markdown, today)
            if CHANGES in markdown:
                part = changes_part(generation.edition, generation.contents, *self._changed)
                markdown = markdown.replace(CHANGES, part)
        elif LATEST in markdown:
            stale_after = self.config.stale_after
            state = home(generation.edition, generation.contents, today, stale_after)
            markdown = markdown.replace(LATEST, state)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Look for what the escaping should have stopped, where that is asked for."""
        if self.config.sanitize and page.file.src_uri.startswith(f"{build.SITE_FOLDER}/"):
            removed = first_removed(html)
            if removed is not None:
                raise PluginError(
                    f"{page.file.src_uri}: holds {removed[:80]!a}, which no template writes; "
                    "nothing is published: please report it with the seed"
                )
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Set right what of the theme is not valid or has no name."""
        return self._conforming(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Do the same on the page for what is missing."""
        is_page = template_name.endswith(".html")
        return self._conforming(output_content) if is_page else output_content

    def _conforming(self, html: str) -> str:
        generation = self._generation
        return (
            conforming(html, generation.edition.labels["search"]["title"]) if generation else html
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of search into the site."""
        generation = self._generation
        if generation is None:
            return
        folder = f"{build.SITE_FOLDER}/"
        index = self._indexer.files(generation.edition, generation.contents, folder)
        for name, text in index:
            search.write(Path(config.site_dir, "search"), name, text)

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Any,
    ) -> LiveReloadServer:
        """Watch the seeds with their sidecars, the data, the templates and the theme."""
        root = Path(config.config_file_path).parent
        for folder in (root / self.config.seeds, HERE / "data", HERE / "templates", HERE / "theme"):
            server.watch(str(folder))
        return server

    def _data(
        self, generation: build.Generation, config: MkDocsConfig
    ) -> Iterator[tuple[str, str]]:
        """Yield the site's data and feeds; their addresses are whole where the site's is known."""
        site_url = f"{str(config.site_url).rstrip('/')}/" if config.site_url else ""
        today = date.fromisoformat(self._today())
        return build.data_files(generation, str(config.site_name), site_url, today)

    def _history(
        self, seeds: Path, generation: build.Generation
    ) -> tuple[ChangeSet | None, str | None]:
        """Return what changed since the seeds before, and their day; nothing without a history."""
        if self._preview:
            # A preview is built again and again, for the one text at hand.
            return None, None
        ref = latest_change(seeds)
        if ref is None:
            return None, None
        try:
            with seeds_at(seeds, ref) as earlier:
                before = build.contents_at(earlier, generation.edition.lexicon)
        except SeedError as error:
            # What the seeds were is no reason not to publish what they are.
            log.info("no page of changes: the seeds at %s cannot be read: %s", ref[:12], error)
            return None, None
        return changes_between(before, generation.contents), day_of(seeds, ref)

    def _today(self) -> str:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        try:
            if self.config.today:
                return date.fromisoformat(self.config.today).isoformat()
            if epoch:
                return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise PluginError(
                f"today = {self.config.today!r}, SOURCE_DATE_EPOCH = {epoch!r}: expected a day as "
                "YYYY-MM-DD, or seconds since 1970"
            ) from error
        return datetime.now(UTC).date().isoformat()

    def _report(self, generation: build.Generation) -> None:
        # No warnings: with --strict, one bad file would keep all others from being published. It is
        # named on the list of briefings, in data/seeds.json and by `briefings check --strict`.
        for file in generation.intake.quarantined:
            log.info("%s: quarantined: %s; %s", ascii(file.name), file.reason, file.remedy)
        for name in generation.intake.other:
            log.info("%s: passed over: not a .txt or .md file", ascii(name))


def _escaped(value: object) -> object:
    """Escape every text in a front matter value: MkDocs renders its theme without autoescape."""
    if isinstance(value, str):
        return str(escape(value))
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value
