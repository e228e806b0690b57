"""Page values -> MkDocs. A thin adapter: it gathers what MkDocs wants to know, and works around a few of its habits.

Two plugins, in this order in mkdocs.yml:
- `kb-locales`, before i18n: lets mkdocs-static-i18n accept three-letter languages;
- `kb`, after i18n: puts our pages in, once a language, and writes the other files once, after the last language.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import MutableMapping
from itertools import chain
from pathlib import Path
from typing import Any

import mkdocs_static_i18n.config
import mkdocs_static_i18n.folder
import mkdocs_static_i18n.suffix
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from builder import assembly, build, deployment, messages, vocabulary
from builder.model import Catalogue
from builder.outputs import Page
from builder.pages.bare import CONTENT_SECURITY_POLICY
from builder.pages.view import View, url_function
from builder.problems import Severity
from builder.scripts import is_script, small_page

log = get_plugin_logger("kb")

BCP47 = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")


class LocalesConfig(Config):
    """No settings."""


class LocalesPlugin(BasePlugin[LocalesConfig]):
    """Widen the pattern for locales of mkdocs-static-i18n 1.3.1, which refuses `fil` and `tet` (its change 348 is open).

    tests/test_mkdocs_plugin.py fails as soon as this is no longer needed.
    """

    def __init__(self) -> None:
        for module in (mkdocs_static_i18n.config, mkdocs_static_i18n.folder, mkdocs_static_i18n.suffix):
            module.RE_LOCALE = BCP47  # type: ignore[attr-defined]


class KnowledgeBaseConfig(Config):
    drafts = config_options.Type(bool, default=False)
    pages = config_options.Type(str, default="")  # the folder that holds the pages (assembly.py), and then all but the pages is made elsewhere
    today = config_options.Optional(config_options.Type((str, datetime.date)))  # the present day when it is not given


class KnowledgeBasePlugin(BasePlugin[KnowledgeBaseConfig]):
    """Puts the pages of the catalogue into the build of each language."""

    def __init__(self) -> None:
        self.serving = False
        self.catalogue: Catalogue | None = None
        self.made: dict[str, Page] = {}  # address -> page, of every language built so far
        self.today = datetime.date.today()
        self.deployment = deployment.read(os.environ)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.serving = command == "serve"

    @event_priority(-200)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        i18n = _i18n(config)
        if not i18n.building:  # the first language
            self._load(config)
        config.theme.static_templates = set()  # 404.html and sitemap.xml are ours, and written once
        config.site_name = self._view(config).t("site.name")
        number = i18n.build_languages.index(i18n.current_language) + 1
        log.info("language %d of %d: %s", number, len(i18n.build_languages), i18n.current_language)
        return config

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        for folder in ("cases", "schema", "statistics"):
            if (_root(config) / folder).is_dir():
                server.watch(str(_root(config) / folder))
        return server

    def _load(self, config: MkDocsConfig) -> None:
        if self.config.today:
            self.today = datetime.date.fromisoformat(str(self.config.today))
        root = _root(config)
        if self.config.pages:  # they were made of checked cases: what frames them needs the words, and no case
            self.catalogue, self.made = Catalogue(vocabulary.load(root), {}, {}), {}
            return
        self.catalogue, problems = build.load(root, self.today, drafts=self.config.drafts or self.serving)
        self.made = {}
        errors = [p for p in problems if p.severity is Severity.ERROR]
        for problem in errors:
            words = messages.words(problem, self.catalogue.reference, "en")
            log.warning("%s:%d: %s %s %s", problem.path, problem.position.line, problem.code, words.reason, words.repair)
        if errors and config.strict:
            raise PluginError(f"{len(errors)} errors in cases/: nothing was built. Run: kb check")

    def _view(self, config: MkDocsConfig) -> View:
        assert self.catalogue is not None
        return View(self.catalogue, _i18n(config).current_language, self.today, self.deployment)

    @event_priority(-200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        assert self.catalogue is not None
        for file in list(files):
            if not _is_ours(file, config):
                files.remove(file)
        language = _i18n(config).current_language
        made = assembly.read_pages(Path(self.config.pages), language) if self.config.pages else build.site_pages(self.catalogue, self.today, language, self.deployment)
        for page in made:
            self.made[page.path] = page
            files.append(_file(page, config))
        return files

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        return f"# {page.file.src_uri}" if page.file.url in self.made else None

    @event_priority(-200)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        made = self.made.get(page.file.url)
        if made is None:
            return markdown
        page.title = made.title
        page.meta = {"title": made.title, "description": made.description}
        return ""

    @event_priority(-200)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        made = self.made.get(page.file.url)
        return made.body if made else html

    @event_priority(-200)
    def on_page_context(
        self, context: MutableMapping[str, Any], *, page: MkDocsPage, config: MkDocsConfig, nav: Any
    ) -> MutableMapping[str, Any]:
        root_url = _root_url(config)
        context["kb"] = self.made[page.file.url]
        context["view"] = self._view(config)
        context["url"] = url_function(page.file.url)
        context["csp"] = CONTENT_SECURITY_POLICY
        context["absolute"] = lambda path: root_url + path if root_url else context["base_url"] + "/" + path
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        return small_page(output)

    @event_priority(50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is written once. i18n runs the builds of the other languages after this, from its own on_post_build."""
        i18n = _i18n(config)
        if i18n.current_language != i18n.build_languages[-1] or self.config.pages:
            return
        assert self.catalogue is not None
        log.info("search index and other files")
        others = build.other_artifacts(self.catalogue, self.today, _root(config), self.made.values(), _root_url(config))
        index = (artifact for code in i18n.build_languages for artifact in build.search_artifacts(self.catalogue, code))
        build.write_artifacts(Path(config.site_dir), chain(others, index))


def _file(page: Page, config: MkDocsConfig) -> File:
    home = page.kind == "home"
    file = File(
        f"{page.path}index.md",
        None,
        config.site_dir,
        True,
        dest_uri=f"{page.path}index.html",
        inclusion=InclusionLevel.INCLUDED if home else InclusionLevel.NOT_IN_NAV,
    )
    file.url = page.path
    return file


def _is_ours(file: File, config: MkDocsConfig) -> bool:
    """Tell whether a file of the theme or of docs_dir is to be published as it is: of Material's own assets nothing is, and scripts.py
    writes scripts and styles."""
    if is_script(file.src_uri):
        return False
    ours = (Path(str(config.theme.custom_dir)).resolve(), Path(config.docs_dir).resolve())
    return file.abs_src_path is not None and any(Path(file.abs_src_path).resolve().is_relative_to(folder) for folder in ours)


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _root_url(config: MkDocsConfig) -> str:
    return config.site_url.rstrip("/") + "/" if config.site_url else ""
