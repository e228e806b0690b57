"""What the site is made of, whatever generator publishes it: pages, and files that are no pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    href: str  # relative to the site's root, "en/cases/kh/idpoor/"
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, whatever generator publishes it. `body` is safe HTML."""

    path: str  # its address below the site's root, "en/cases/kh/idpoor/"
    language: str
    title: str
    description: str
    body: str
    kind: str  # the template that made it: home, area, case, ...
    alternates: Mapping[str, str] = field(default_factory=dict)  # language -> path of the same page for readers of that language, itself included
    breadcrumbs: tuple[Link, ...] = ()
    texts: tuple[str, ...] = ()  # the languages that its text really stands in; none named: all
    shown: str = ""  # the language that its text is shown in, where that is another than the page's
    titled: str = ""  # the language of its title, where that is another than the page's

    @property
    def translations(self) -> Mapping[str, str]:
        """Return language -> path of real translations."""
        return {code: path for code, path in self.alternates.items() if not self.texts or code in self.texts}

    @property
    def canonical(self) -> str:
        """Return the address of the page that has this text in its own language."""
        return self.alternates[self.shown] if self.shown else self.path


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site that is no page."""

    path: str  # below the site's root
    content: bytes
