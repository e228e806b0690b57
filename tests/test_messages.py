"""What the checker says is there in every language, and nothing is said that no check says."""

import ast
import re

from builder import explain
from builder.messages import PLACE, fill
from builder.model import Reference
from builder.problems import Severity
from tests.conftest import ROOT

MESSAGE = re.compile(r"KB\d{3}\.\w+")


def test_every_language_says_the_same(reference: Reference) -> None:
    english = dict(reference.messages["en"])
    english |= {f"{code}.rule": rule for code, rule in explain.rules().items()}
    for field, (title, about) in reference.fields.items():
        english |= {f"field.{field}": title, f"field.{field}.about": about}
    for code, texts in reference.messages.items():
        if code == "en":
            continue
        assert set(texts) == set(english), (code, sorted(set(texts) ^ set(english))[:5])
        for key, text in texts.items():
            assert text.strip(), (code, key)
            assert sorted(PLACE.findall(text)) == sorted(PLACE.findall(english[key])), (code, key)
            assert text != english[key] or len(text) <= 25, (code, key)


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
