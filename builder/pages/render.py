"""Templates -> HTML. One environment, which escapes everything that is not marked as safe."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.outputs import Link, Page
from builder.pages.view import View, url_function


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def page(
    view: View,
    kind: str,
    path: str,
    title: str,
    description: str,
    alternates: dict[str, str],
    breadcrumbs: tuple[Link, ...] = (),
    **values: object,
) -> Page:
    """Render the template of a kind of page into a Page."""
    body = _environment().get_template(f"{kind}.html").render(v=view, t=view.t, url=url_function(path), title=title, **values)
    # no line begins with four spaces and none is empty: the body stays one block of HTML for any Markdown parser
    body = "\n".join(line.strip() for line in body.splitlines() if line.strip())
    return Page(path, view.code, title, description, f'<div class="kb-page kb-page--{kind}">\n{body}\n</div>', kind, alternates, breadcrumbs)


def template(name: str, **values: object) -> str:
    """Render a template that is a whole page by itself."""
    return _environment().get_template(name).render(**values)
