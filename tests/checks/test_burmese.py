"""Zawgyi is told from Unicode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.burmese import burmese_is_unicode
from builder.model import Reference
from builder.source import SourceFile
from tests.conftest import ROOT

ZAWGYI = "ျမန္မာႏိုင္ငံသည္ အေရွ႕ေတာင္အာရွတြင္ ရွိသည္"


def places(text: str, reference: Reference) -> list[tuple[int, int]]:
    found = list(burmese_is_unicode(SourceFile("p", "mm/x", "my", text), reference))
    return [(p.position.line, p.position.column) for p in found]


def test_zawgyi_is_found_where_it_begins(reference: Reference) -> None:
    assert places(f'---\ntitle: "{ZAWGYI}"\n---\n{ZAWGYI}\n', reference) == [(2, 9)]


def test_short_lines_of_zawgyi_are_read_together(reference: Reference) -> None:
    assert places("- " + "\n- ".join(ZAWGYI.split()), reference) == [(1, 3)]


def test_one_paragraph_of_zawgyi_in_a_text_of_unicode(reference: Reference) -> None:
    text = "ကျေးလက်ဒေသဖွံ့ဖြိုးတိုးတက်ရေးဦးစီးဌာနက ဆောင်ရွက်သည်။\n"
    assert places(text * 3 + ZAWGYI, reference) == [(4, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "ၽႃႇသႃႇတႆး ပဵၼ်ၽႃႇသႃႇၼိုင်ႈဢၼ်ၸႂ်ႉၵၼ်ၼႂ်းမိူင်းတႆး ၵူၼ်းတႆး လႄႈ ၵူၼ်းၵူႈၸိူဝ်ႉၶိူဝ်း",  # Shan
        "ဘာသာမန် ဒှ်အရေဝ်ဘာသာ မွဲသာ် ပ္ဍဲအကြာဘာသာ အဝ်သတြဵု အာရှတိက် ကၠောန်ဗဒှ် ဍုၚ်မန်",  # Mon
        "ကညီကျိာ်န့ၣ် မ့ၢ်ကျိာ်လၢပှၤကညီကတိၤဝဲ လၢကီၢ်ပယီၤပူၤဒီး ကီၢ်ကၠီၣ်တဲၣ်ပူၤန့ၣ်လီၤ",  # S'gaw Karen
        "ဗုဒ္ဓံ သရဏံ ဂစ္ဆာမိ ဓမ္မံ သရဏံ ဂစ္ဆာမိ သံဃံ သရဏံ ဂစ္ဆာမိ",  # Pali
        "ဟုဆိုလိုပါသလား။",  # too short to tell
    ],
)
def test_unicode_passes(text: str, reference: Reference) -> None:
    assert places(text, reference) == []


def test_the_collection_is_unicode(reference: Reference) -> None:
    for path in [*ROOT.glob("cases/*/*/*.md"), *ROOT.glob("schema/*/*")]:
        assert places(path.read_text("utf-8"), reference) == [], path


@given(st.text(st.characters(min_codepoint=0x1000, max_codepoint=0x109F) | st.sampled_from("\n -a"), max_size=80))
def test_any_burmese_is_read(reference: Reference, text: str) -> None:
    for line, column in places(text, reference):
        assert "\u1000" <= text.split("\n")[line - 1][column - 1] <= "\u109f"
