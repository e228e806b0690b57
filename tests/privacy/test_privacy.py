"""What should not be public is found where it stands, and harmless look-alikes are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.th import pin

from builder.privacy import MAX_FOUND, find, hide, mask
from builder.privacy.phones import CODES
from builder.vocabulary import load
from tests.conftest import ROOT

# a line, the message, and what exactly is found; the numbers are invented, or those that the services publish as examples
FOUND = [
    # KB701.phone
    ("Call 081-234-5678 for more.", "KB701.phone", "081-234-5678"),
    ("โทร. 02-123-4567", "KB701.phone", "02-123-4567"),
    ("โทรศัพท์ ๐๘๑-๒๓๔-๕๖๗๘", "KB701.phone", "๐๘๑-๒๓๔-๕๖๗๘"),
    ("Phone: +66 81 234 5678", "KB701.phone", "+66 81 234 5678"),
    ("+855 12 345 678", "KB701.phone", "+855 12 345 678"),
    ("(+84) 24 3942 1234", "KB701.phone", "+84) 24 3942 1234"),
    ("(84-24) 3942 1234", "KB701.phone", "(84-24) 3942 1234"),
    ("0084 24 3942 1234", "KB701.phone", "0084 24 3942 1234"),
    ("Hubungi 0812-3456-7890 untuk", "KB701.phone", "0812-3456-7890"),
    ("081234567890", "KB701.phone", "081234567890"),
    ("Tel: 6123 4567", "KB701.phone", "6123 4567"),
    ("Tel. 9123 4567", "KB701.phone", "9123 4567"),
    ("telefone: 7712 3456", "KB701.phone", "7712 3456"),
    ("Brunei Tel: 242 1234", "KB701.phone", "242 1234"),
    ("0917 123 4567", "KB701.phone", "0917 123 4567"),
    ("(02) 8123 4567", "KB701.phone", "(02) 8123 4567"),
    ("012-345 6789", "KB701.phone", "012-345 6789"),
    ("020 5555 1234", "KB701.phone", "020 5555 1234"),
    ("09 420 123456", "KB701.phone", "09 420 123456"),
    ("+44 20 7946 0958", "KB701.phone", "+44 20 7946 0958"),
    ("+1 (202) 555-0143", "KB701.phone", "+1 (202) 555-0143"),
    ("WhatsApp: +62 812 3456 7890 2019", "KB701.phone", "+62 812 3456 7890"),
    ("SĐT 0912 345 678", "KB701.phone", "0912 345 678"),
    ("+66 (0)2 123 4567", "KB701.phone", "+66 (0)2 123 4567"),
    # KB701.mailbox
    ("somchai.j@gmail.com", "KB701.mailbox", "somchai.j@gmail.com"),
    ("mail sok.dara1985@yahoo.com.ph now", "KB701.mailbox", "sok.dara1985@yahoo.com.ph"),
    # KB702.birth
    ("DOB: 12/03/1985", "KB702.birth", "DOB: 12/03/1985"),
    ("She was born on 3 May 1987", "KB702.birth", "was born on 3 May 1987"),
    ("Somchai Jaidee was born on 12 March 1985 in", "KB702.birth", "was born on 12 March 1985"),
    ("Mrs Sok, born on March 12, 1985", "KB702.birth", "born on March 12, 1985"),
    ("นางสาวมาลี เกิดวันที่ 12 มีนาคม 2528", "KB702.birth", "เกิดวันที่ 12 มีนาคม 2528"),
    ("วันเกิด: ๑๒ มีนาคม พ.ศ. ๒๕๒๘", "KB702.birth", "วันเกิด: ๑๒ มีนาคม พ.ศ. ๒๕๒๘"),
    ("Tanggal lahir: 17-08-1985", "KB702.birth", "Tanggal lahir: 17-08-1985"),
    ("Bà Lan sinh ngày 12/3/1985", "KB702.birth", "sinh ngày 12/3/1985"),
    ("出生日期：1985年3月12日", "KB702.birth", "出生日期：1985年3月12日"),
    # KB704.number
    ("S1234567D", "KB704.number", "S1234567D"),
    ("FIN G1234567X", "KB704.number", "G1234567X"),
    ("1234545678781", "KB704.number", "1234545678781"),
    ("1-2345-45678-78-1", "KB704.number", "1-2345-45678-78-1"),
    ("๑-๒๓๔๕-๔๕๖๗๘-๗๘-๑", "KB704.number", "๑-๒๓๔๕-๔๕๖๗๘-๗๘-๑"),
    ("IC 850101-14-5678", "KB704.number", "850101-14-5678"),
    ("850101145678", "KB704.number", "850101145678"),
    ("NIK 3171011708450001", "KB704.number", "3171011708450001"),
    ("3171 0117 0845 0001", "KB704.number", "3171 0117 0845 0001"),
    ("001099012345", "KB704.number", "001099012345"),
    ("12/KaMaYa(N)123456", "KB704.number", "12/KaMaYa(N)123456"),
    ("၁၂/ကမယ(နိုင်)၁၂၃၄၅၆", "KB704.number", "၁၂/ကမယ(နိုင်)၁၂၃၄၅၆"),
    ("PhilSys 1234-5678-9012-3456", "KB704.number", "1234-5678-9012-3456"),
    ("SSS No. 34-1234567-8", "KB704.number", "34-1234567-8"),
    ("ID card no. 010123456", "KB704.number", "010123456"),
    ("passport number A1234567", "KB704.number", "A1234567"),
    # KB705.card
    ("4111 1111 1111 1111", "KB705.card", "4111 1111 1111 1111"),
    ("4111-1111-1111-1111", "KB705.card", "4111-1111-1111-1111"),
    ("4111 1111 1111 1111 12/28", "KB705.card", "4111 1111 1111 1111"),
    ("4111111111111111", "KB705.card", "4111111111111111"),
    ("5500005555555559", "KB705.card", "5500005555555559"),
    ("3782 822463 10005", "KB705.card", "3782 822463 10005"),
    # KB705.iban
    ("DE89 3704 0044 0532 0130 00", "KB705.iban", "DE89 3704 0044 0532 0130 00"),
    ("GB29NWBK60161331926819", "KB705.iban", "GB29NWBK60161331926819"),
    # KB703.coordinates
    ("13.7563309, 100.5017651", "KB703.coordinates", "13.7563309, 100.5017651"),
    ("13.7563° N, 100.5018° E", "KB703.coordinates", "13.7563° N, 100.5018° E"),
    ("13°45'30\"N 100°30'06\"E", "KB703.coordinates", "13°45'30\"N 100°30'06\"E"),
    ("18.7883, 98.9853", "KB703.coordinates", "18.7883, 98.9853"),
    ("Latitude: 13.756, Longitude: 100.502", "KB703.coordinates", "Latitude: 13.756, Longitude: 100.502"),
    ("lat=18.788 lng=98.985", "KB703.coordinates", "lat=18.788 lng=98.985"),
    ("13° 45.123' N", "KB703.coordinates", "13° 45.123' N"),
    ("Latitude: 13.75633 Longitude: 100.50176", "KB703.coordinates", "Latitude: 13.75633 Longitude: 100.50176"),
]

LETTERS = "0123456789abcdefghijABCDEFGHIJ" * 3
# put together here, so that no scanner of repositories takes them for real
KEYS = [
    "AK" + "IAIOSFODNN7EXAMPLE",
    "gh" + "p_" + LETTERS[:36],
    "github" + "_pat_" + LETTERS[:60],
    "gl" + "pat-" + LETTERS[:20],
    "AI" + "za" + LETTERS[:35],
    "GOC" + "SPX-" + LETTERS[:28],
    "xo" + "xb-123456789012-" + LETTERS[:12],
    "hooks.slack" + ".com/services/T01234567/B01234567/" + LETTERS[:24],
    "ey" + "JhbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiIxMjM0NTY3ODkwIn0." + LETTERS[:43],
    "sk" + "_live_" + LETTERS[:24],
    "sk" + "-proj-" + LETTERS[:48],
    "sk" + "-ant-api03-" + LETTERS[:48],
    "S" + "G." + LETTERS[:22] + "." + LETTERS[:43],
    "np" + "m_" + LETTERS[:36],
    "py" + "pi-AgEI" + LETTERS[:60],
    "h" + "f_" + "abcdefghijABCDEFGH" + "abcdefghijABCDEF",
    "123456789" + ":AA" + LETTERS[:33],
    "Account" + "Key=" + (LETTERS[:86]) + "==",
    *(f"-----BEGIN {kind}PRIVATE " + "KEY-----" for kind in ("", "RSA ", "OPENSSH ", "EC ", "ENCRYPTED ")),
    "-----BEGIN PGP PRIVATE " + "KEY BLOCK-----",
    "PuTTY-User-Key" + "-File-3",
]
PASSWORDS = [
    ("https://admin:hunter2@example.org/x", "admin:hunter2"),
    ("ftp://user:pa55word@files.example.org", "user:pa55word"),
    ("postgres://kb:secret@db.example.org/cases", "kb:secret"),
    ('    url: "https://example.org/report?api_key=0123456789abcdef"', "0123456789abcdef"),
    ("https://example.org/?a=1&access_token=abcdef0123&b=2", "abcdef0123"),
    ("https://example.org/?token=0123456789abcdef0123", "0123456789abcdef0123"),
    ("https://x.blob.example.org/f?se=2026&sig=abcdefghij%2B0123456789%3D", "abcdefghij%2B0123456789%3D"),
]


@pytest.mark.parametrize(("line", "message", "text"), FOUND)
def test_personal_data_is_found_once(line: str, message: str, text: str) -> None:
    assert [(f.message, f.text) for f in find(line)] == [(message, text)]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("line", ["{}", "key: {}", '    text: "{}"', "Use `{}` (and no other)."])
def test_a_key_is_found_once(key: str, line: str) -> None:
    assert [(f.message, f.text) for f in find(line.format(key))] == [("KB706.key", key)]


@pytest.mark.parametrize(("line", "text"), PASSWORDS)
def test_a_password_in_an_address_is_found(line: str, text: str) -> None:
    assert [(f.message, f.text) for f in find(line)] == [("KB706.password", text)]


@pytest.mark.parametrize("line", (Path(__file__).parent / "harmless.txt").read_text("utf-8").splitlines())
def test_a_harmless_look_alike_passes(line: str) -> None:
    assert find(line) == ()
    assert find(f'    text: "{line}"') == ()
    assert find(f"- {line} [S1].") == ()


def test_a_chat_link_is_a_telephone_number() -> None:
    assert [f.text for f in find("Write to https://wa.me/6281234567890.")] == ["6281234567890"]


def test_a_place_in_the_text_is_exact() -> None:
    (finding,) = find("First line.\n\nโทรศัพท์ที่ ๐๘๑-๒๓๔-๕๖๗๘ ครับ")
    assert (finding.line, finding.column, len(finding.text)) == (3, 13, 12)


def test_two_things_in_a_line_are_two_findings() -> None:
    assert sorted(f.message for f in find("Mrs Sok, 081-234-5678, sok@gmail.com")) == ["KB701.mailbox", "KB701.phone"]


def test_no_more_is_told_than_helps() -> None:
    assert len(find("S1234567D " * 5000)) == MAX_FOUND
    assert len(find("S1234567D\n" * 5000)) == MAX_FOUND


def test_one_slip_that_two_rules_see_is_one_finding() -> None:
    assert [f.text for f in find("นายสมชาย วันเกิด 12 มีนาคม 2528")] == ["วันเกิด 12 มีนาคม 2528"]


def test_a_line_is_hidden_however_much_it_holds() -> None:
    assert hide("S1234567D and " * 300) == "S1••••••• and " * 300
    assert hide("โทร ๐๘๑-๒๓๔-๕๖๗๘ ครับ") == "โทร ๐๘•••••••••• ครับ"


def test_every_country_has_its_numbering_plan() -> None:
    assert set(CODES) == set(load(ROOT).vocabularies["countries"].terms)


def test_a_mask_shows_two_characters() -> None:
    assert mask("1234545678781") == "12…"


@settings(deadline=None)  # the first number of a country reads its numbering plan
@given(st.text(st.sampled_from("0123456789+-. ()/°'\"SNE,:@=_aAบ๐\n") | st.characters(codec="utf-8"), max_size=300))
@example("+" * 300)
@example("0 " * 150)
def test_any_text_can_be_searched(text: str) -> None:
    lines = text.split("\n")
    for finding in find(text):
        start = finding.column - 1
        assert lines[finding.line - 1][start : start + len(finding.text)] == finding.text != ""
    for line in lines:
        assert len(hide(line)) == len(line)
        assert hide(line) == line or find(line)


@settings(deadline=None)
@given(st.integers(10**11, 9 * 10**11 - 1), st.booleans())
def test_a_thai_number_is_found_by_its_check_digit(number: int, grouped: bool) -> None:
    digits = f"{number}{pin.calc_check_digit(str(number))}"
    wrong = f"{number}{(int(digits[-1]) + 1) % 10}"
    assert "KB704.number" in {f.message for f in find(pin.format(digits) if grouped else digits)}
    assert "KB704.number" not in {f.message for f in find(pin.format(wrong) if grouped else wrong)}


@settings(deadline=None)
@given(st.integers(0, 10**14 - 1), st.sampled_from(["", " ", "-"]))
def test_a_card_is_found_by_its_check_digit(number: int, apart: str) -> None:
    digits = f"4{number:014}"
    digits += luhn.calc_check_digit(digits)
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    shown = [apart.join(d[i : i + 4] for i in range(0, 16, 4)) for d in (digits, wrong)]
    assert [f.message for f in find(shown[0])] == ["KB705.card"]
    assert "KB705.card" not in {f.message for f in find(shown[1])}


@settings(deadline=None)
@given(st.integers(1, 10**15), st.sampled_from(["{} kip", "USD {}", "Rp{}", "{} đồng", "฿{}", "{:,} people"]))
def test_a_sum_of_money_passes(amount: int, form: str) -> None:
    assert find(form.format(amount)) == ()
