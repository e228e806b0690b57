"""Markdown -> allowlist -> HTML parser: no script, no handler, no address but http and https comes out. Run: make fuzz"""

import re
import sys
from html.parser import HTMLParser

import atheris

with atheris.instrument_imports(include=["builder", "markdown_it"]):
    from builder.markup import ATTRIBUTES, TAGS, is_shown_as_written, split_sections, to_html, to_text

SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:")  # RFC 3986, section 3.1


class Reader(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set()) | {"rel"}, (tag, name)
            if name == "href":
                address = "".join(c for c in value or "" if c.isprintable() and not c.isspace()).lower()
                scheme = SCHEME.match(address)
                assert scheme is None or scheme[0] in ("http:", "https:"), value


def one(data: bytes) -> None:
    text = data.decode("utf-8", "ignore").replace("\r", "\n")
    reader = Reader()
    reader.feed(to_html(text))
    reader.close()
    to_text(text)
    for section in split_sections(text)[1]:
        is_shown_as_written(section.text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
