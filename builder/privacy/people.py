"""What leads to one person or one house: private mailboxes, dates of birth, exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

# services that give mailboxes to anybody
WEBMAIL = re.compile(
    r"@(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|msn|windowslive|icloud|me|mac|aol|proton|protonmail|gmx|zoho|yandex"
    r"|qq|163|126|sina|foxmail|naver|rediffmail|tutanota|fastmail|mail(?=\.(?:com|ru)))\.(?:[a-z]{2,3}\.)?[a-z]{2,3}(?![\w-]|\.\w)",
    re.IGNORECASE,
)
MAILBOX = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-"

BIRTH_WORDS = (
    *("birth", "Birth", "BIRTH", "born", "Born", "DOB", "D.O.B", "lahir", "Lahir", "sinh", "Sinh", "nasc", "Nasc", "anganak", "moris", "Moris"),
    *("เกิด", "ເກີດ", "កំណើត", "កើត", "မွေး", "出生", "生于", "பிறந்த"),
)
# the day, the month as a word or a number, the year of the common or the Buddhist era; or the month first; or the year first
DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ ./-]{1,2}(?:of |de |tháng |เดือน|ខែ|ເດືອນ)?(?:\d{1,2}|[^\d\s]{2,20})"
    r"[ ,./-]{1,2}(?:de |năm |พ\.ศ\. ?|ค\.ศ\. ?|ឆ្នាំ ?|ປີ ?)?(?:19|20|24|25)\d\d"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|(?:19|20|24|25)\d\d ?[./年-] ?\d{1,2} ?[./月-] ?\d{1,2}日?)(?!\d)"
)
# words that always speak of the birth of a person
BIRTH = re.compile(
    r"(?:\bdate of birth|\bbirth ?dates?|\bbirthday|\bdob\b|\bd\.o\.b|\b(?:tanggal|tgl\.?|tarikh) lahir|\bngày sinh|\bsinh ngày"
    r"|\bdata de nascimento|\b(?:petsa|araw) ng kapanganakan|\bdata moris|วัน ?เดือน ?ปี ?เกิด|วันเกิด|ວັນ ?ເດືອນ ?ປີ ?ເກີດ|ວັນເກີດ"
    rf"|ថ្ងៃ ?ខែ ?ឆ្នាំ ?កំណើត|ថ្ងៃកំណើត|မွေးသက္ကရာဇ်|မွေးနေ့|出生日期|出生于|生于|பிறந்த ?(?:தேதி|நாள்))[^\d\n]{{0,25}}{DATE}",
    re.IGNORECASE,
)
# words that speak of the birth of a programme, too, or of a flood: only after a person's title, pronoun or name
BORN = re.compile(
    r"(?:\b(?:(?:was|is) )?born(?: on)?|\b(?:di)?lahir(?:kan)?(?: pada)?(?: tanggal| tarikh)?|\bsinh(?: vào)?"
    r"|\bnasc(?:eu|ido|ida)(?: a| em| no dia)?\bipinanganak(?: noong)?|\bmoris(?: iha)?|เกิด(?:เมื่อ)?(?:วันที่)?|ເກີດ(?:ເມື່ອ)?(?:ວັນທີ)?|កើត(?:នៅ)?(?:ថ្ងៃទី)?|မွေး(?:ဖွား)?)"
    rf"[ :,]{{0,2}}{DATE}",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b(?:he|she|who|mr|mrs|ms|miss|mdm|dr|woman|man|girl|boy|widow|mother|father|husband|wife|daughter|son|ia|dia|beliau|bapak|ibu"
    r"|pak|encik|puan|cik|siya|ông|bà|ele|ela|senhor|senhora|nia)\b"
    r"|นาย|นาง|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|คุณ|เธอ|ທ້າວ|ນາງ|លោក|ဦး|ဒေါ်",
    re.IGNORECASE,
)
NAME = re.compile(r"(?:^|[^\w ]|[^\w ] )(?!The )[A-Z][a-z]+(?: [A-Z][a-z]+){1,2},? \(?\Z")  # two or three words begin the sentence
INSTITUTION = re.compile(r"\b(?:fund|program|programme|project|bank|network|law|act|movement|foundation|association|cooperative|scheme|group)\b", re.IGNORECASE)
REACH = 60  # characters before the verb in which its person stands

DECIMALS = r"-?\d{1,3}\.\d{3,15}"
LABEL = (
    r"(?:\b(?:latitude|longitude|lat|lng|gps|koordinat|lintang|bujur|vĩ độ|kinh độ)\b|\blong\b(?= ?[:=])"
    r"|พิกัด|ละติจูด|ลองจิจูด|纬度|经度|坐标)[ .:=]{0,3}"
)
ONE = (
    r"\d{1,3} ?° ?\d{1,2} ?['′’] ?\d{1,2}(?:[.,]\d{1,6})? ?(?:\\?[\"″”]|''|′′)(?: ?[NSEW]\b)?"  # seconds: some 30 m
    r"|\d{1,3} ?° ?\d{1,2}\.\d{2,15} ?['′’](?: ?[NSEW]\b)?"
    rf"|{DECIMALS} ?° ?[NSEW]\b|{LABEL}{DECIMALS}"
)
PLACE = re.compile(
    rf"(?<![\d.,])(?:(?:{ONE})(?:[,;/ ]{{1,3}}(?:{ONE}|{DECIMALS}))?|\d{{1,2}}\.\d{{3,15}} ?[NS][,;/ ]{{1,3}}\d{{2,3}}\.\d{{3,15}} ?[EW]\b)",
    re.IGNORECASE,
)
PAIR = re.compile(r"(?<![\w.,])(-?\d{1,2}\.\d{4,15})[,;/ ]{1,3}(\d{2,3}\.\d{4,15})(?!\w|[.,]\d)")


def mailboxes(line: str) -> Iterator[Span]:
    """Yield addresses at services that give mailboxes to anybody."""
    for match in WEBMAIL.finditer(line):
        before = line[max(0, match.start() - 64) : match.start()]
        name = len(before) - len(before.rstrip(MAILBOX))
        if name:
            yield match.start() - name, match.end()


def births(line: str) -> Iterator[Span]:
    """Yield days of birth of persons; a year alone leads to nobody."""
    yield from (match.span() for match in BIRTH.finditer(line))
    for match in BORN.finditer(line):
        before = line[max(0, match.start() - REACH) : match.start()]
        sentence = re.split(r"[.!?;] (?=[A-Z])", before)[-1]
        is_name = "born" in match[0] and NAME.search(before) and not INSTITUTION.search(before)
        if PERSON.search(sentence) or is_name:
            yield match.span()


def coordinates(line: str) -> Iterator[Span]:
    """Yield places on the globe with more than two decimals of a degree, that is nearer than a kilometre.

    Two numbers without a letter or a label are a place only where both have four decimals and lie between Sumatra and Papua: others are
    results of a calculation.
    """
    yield from (match.span() for match in PLACE.finditer(line))
    for match in PAIR.finditer(line):
        if -12 <= float(match[1]) <= 29 and 92 <= float(match[2]) <= 142:
            yield match.span()
