"""What the checker says is there in every language, and nothing is said that no check says."""

import ast
import re

from builder.messages import PLACE, fill
from builder.model import Reference
from builder.problems import Severity
from tests.conftest import ROOT

MESSAGE = re.compile(r"KB\d{3}\.\w+")


def test_every_language_says_the_same(reference: Reference) -> None:
    english = reference.messages["en"]
    for code, texts in reference.messages.items():
        known = {key for key in texts if not key.startswith("field.")}
        assert known == set(english), code
        for key in known:
            assert texts[key].strip(), (code, key)
            assert set(PLACE.findall(texts[key])) == set(PLACE.findall(english[key])), (code, key)


def test_every_message_has_a_repair_and_is_used(reference: Reference) -> None:
    texts = reference.messages["en"]
    messages = {key for key in texts if MESSAGE.fullmatch(key) and not key.endswith(".rule")}
    assert all(f"{key}.repair" in texts for key in messages)
    assert {f"severity.{s.name.lower()}" for s in Severity} <= set(texts)
    whole, begun = set(), set()
    for path in (ROOT / "builder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                start = node.values[0]
                if isinstance(start, ast.Constant) and re.fullmatch(r"KB\d{3}\.", str(start.value)):
                    begun.add(str(start.value))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole |= set(MESSAGE.findall(node.value))
    assert whole <= messages, whole - messages
    unused = {key for key in messages - whole if not any(key.startswith(prefix) for prefix in begun)}
    assert {key for key in unused if not key.startswith(("KB404", "KB405"))} == set(), unused


def test_braces_in_a_value_stay() -> None:
    assert fill("“{key}” is {other}", {"key": "{other}"}) == "“{other}” is {other}"
