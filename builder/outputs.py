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
    alternates: Mapping[str, str] = field(default_factory=dict)  # language -> path of real translations, itself included
    breadcrumbs: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site that is no page."""

    path: str  # below the site's root
    content: bytes
