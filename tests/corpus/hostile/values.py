"""Values of the head: formulas, numbers that are none, characters written as codes, days that do not exist, and odd but right ones."""

from tests.corpus.hostile.changes import Change, add, edit, line, title


def value(shown: str) -> Change:
    return edit('value: "1234.5"', f"value: {shown}")


def amount(shown: str) -> Change:
    return edit('amount: "900"', f"amount: {shown}")


FORMULAS = {
    "equal": "=1+1 villages",
    "hyperlink": '=HYPERLINK("https://evil.example","Read")',
    "command": "=cmd|' /C calc'!A0",
    "plus": "+SUM(1,2) villages",
    "at": "@SUM(1,2) villages",
    "minus": "-cmd|' /C calc'!A0",
    "import": '=IMPORTXML("https://evil.example","//a")',
    "space": "  =1+1 villages",
}
NO_FORMULAS = {
    "middle": "Water = life for villages",
    "plus": "Plus: 1+1 villages",
    "at": "A market @ the river",
    "minus": "Sub-district libraries - a start",
    "percent": "100% of villages",
    "hash": "Village no. 7 (#7)",
    "micro": "Filters of 5 µm for wells",
    "cpp": "C++ for village schools",
    "year": "2019–2021: two good years",
    "colon": "Water: a right",
    "apostrophe": "The villagers' own library",
    "dots": "And then … the flood",
    "currency": "From $5 to ₭50,000 a day",
    "slash": "Men/women and boys/girls",
    "parentheses": "(Nearly) all villages",
    "question": "Who lends? Who reads?",
    "emoji": "A library 📚 for all 👩‍🌾",
}
CODES = {  # as they stand between the quotes of YAML
    "nul": r"Library \0 for all",
    "bell": r"Library \a for all",
    "escape": r"Library \e[31mred\e[0m",
    "vertical-tab": r"Library \v for all",
    "delete": r"Library \x7f for all",
    "next-line": r"Library \N for all",
    "surrogate": r"Library \ud800 for all",
    "noncharacter": r"Library \uffff for all",
    "too-high": r"Library \U00110000 for all",
    "unknown-escape": r"Library \q for all",
    "short-escape": r"Library \x4 for all",
    "letter": r"Library of Tak\u00e9o",
    "bidi": r"Library \u202egnp.exe",
    "line-separator": r"Library \L for all",
}
ROWS = (
    *((f"formula-{name}", "refuse", "KB707", title(text)) for name, text in FORMULAS.items()),
    *((f"plain-{name}", "pass", "", title(text)) for name, text in NO_FORMULAS.items()),
    *((f"code-{name}", "refuse", "", line("title", f' "{text}"')) for name, text in CODES.items()),
    ("formula-unit", "refuse", "KB707", edit('unit: "readers"\n    year', 'unit: "=1+1"\n    year')),
    ("formula-statement", "refuse", "KB707", edit("Readers in the second", "=Readers in the second")),
    ("formula-name", "refuse", "KB707", edit('name: "Village committee"', 'name: "@SUM(1,2)"')),
    ("nan", "refuse", "KB707", value('"NaN"')),
    ("infinity", "refuse", "KB707", value('"-Infinity"')),
    ("exponent", "refuse", "KB707", value('"1e999999999"')),
    ("value-formula", "refuse", "KB707", value('"=1+1"')),
    ("value-long", "refuse", "KB206", value('"' + "9" * 5_000 + '"')),
    ("value-bare-long", "refuse", "KB206", value("9" * 5_000)),
    ("value-bare", "refuse", "KB203", value("1234")),
    ("amount-long", "refuse", "KB206", amount('"' + "9" * 5_000 + '"')),
    ("amount-bare-long", "refuse", "KB206", amount("9" * 5_000)),
    ("amount-nan", "refuse", "KB205", amount(".nan")),
    ("amount-infinity", "refuse", "KB205", amount(".inf")),
    ("amount-exponent", "refuse", "KB205", amount('"1e308"')),
    ("amount-words", "refuse", "KB205", amount('"900 USD"')),
    ("amount-comma", "refuse", "KB205", amount('"1,900"')),
    ("amount-thai-digits", "refuse", "KB205", amount('"๙๐๐"')),
    ("amount-line-end", "refuse", "KB205", amount(r'"900\n"')),
    ("amount-hex", "refuse", "KB205", amount('"0x1F"')),
    ("year-five", "refuse", "KB20", edit('year: "2019"', 'year: "20190"')),
    ("start-order", "refuse", "KB205", line("start", ' "12/03/2019"')),
    ("start-no-day", "refuse", "KB602", line("start", ' "2019-02-30"')),
    ("review-no-day", "refuse", "KB602", add('review_due: "2027-02-30"')),
    ("review-over", "warn", "KB602", add('review_due: "2020-02-28"')),
    ("title-empty", "refuse", "KB206", title("")),
    ("title-spaces", "refuse", "KB205", title("     ")),
    ("title-long", "refuse", "KB206", title("w" * 200_000)),
    ("title-lines", "pass", "", title("A library\nfor all")),
    ("keyword-unknown", "refuse", "KB204", line("keywords", ' ["digital-literacy", "x\\u0000y"]')),
    ("list-long", "refuse", "KB206", line("keywords", " [" + ", ".join(['"digital-literacy"'] * 9_000) + "]")),
    ("country-outside", "refuse", "KB204", line("countries", ' ["XX"]')),
    ("plain-value-negative", "pass", "", value('"-5"')),
    ("plain-value-percent", "pass", "", value('"12.5"')),
    ("plain-value-large", "pass", "", value('"1234567890123456"')),
    ("plain-value-zero", "pass", "", value('"0"')),
    ("plain-amount-large", "pass", "", amount('"123456789012345678"')),
    ("plain-start-month", "pass", "", line("start", ' "2019-02"')),
    ("plain-leap-day", "pass", "", line("start", ' "2020-02-29"')),
    ("plain-escapes", "pass", "", line("title", r' "The \"rice bank\" of \\ Takeo"')),
    ("plain-publisher", "pass", "", edit('publisher: "Village', 'publisher: "3G & Partners (Pvt.) Ltd. / Village')),
)
