"""What templates may say: text, names, numbers and addresses in the language of a page."""

from __future__ import annotations

import datetime
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from builder import markup, vocabulary
from builder.deployment import UNKNOWN, Deployment
from builder.model import Case, Catalogue, Language, Lesson, Reference, Result, Term
from builder.organisations import Body, Directory, directory

REGION = "asean"
PLAIN_NUMBER = re.compile(r"-?([0-9]{1,18})(\.[0-9]{1,17})?\Z")
CHANGE = " -> "
SUBTITLE = re.compile(r"\s*[:：៖(（]|\s+[-–]\s")
SOURCE_LINK = re.compile(r'<a href="#source-(S\d{1,3})" rel="noopener">')
LEADING = re.compile("([เ-ไເ-ໄ])(.)")
LAO = {ord(letter): 0x0E81 + place for place, letter in enumerate("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ")}
INDEPENDENCE = {True: "independent", False: "not_independent", None: "independence_unknown"}  # strings case.evidence_*
NBSP = "\u00a0"
TOGETHER = 24  # letters of a fact that is not broken; more would not fit a narrow screen
UNGROUPED = ("pt_PT",)  # locales that write 9000 but 90 000: CLDR's minimumGroupingDigits, which Babel does not read


class _Text(dict[str, str]):
    """Values for a string; a name that is not given stays as it is."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@dataclass(frozen=True)
class View:
    """The catalogue as a reader of one language sees it."""

    catalogue: Catalogue
    code: str  # language of the pages
    today: datetime.date
    deployment: Deployment = UNKNOWN

    @property
    def reference(self) -> Reference:
        return self.catalogue.reference

    @property
    def language(self) -> Language:
        return self.reference.languages[self.code]

    @cached_property
    def locale(self) -> Locale:
        return Locale.parse(self.language.locale)

    @cached_property
    def numbers(self) -> Locale:
        """The locale by which numbers are written."""
        return Locale.parse(self.language.numbers or self.language.locale)

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple(self.catalogue.cases.values())

    # ---- text

    def t(self, key: str, **values: object) -> str:
        """Return a string of the interface; KeyError when there is none."""
        text = self.reference.strings[self.code][key]
        return text.format_map(_Text({k: str(v) for k, v in values.items()})) if values else text

    def n(self, key: str, count: int) -> str:
        """Return a string that depends on a number, by the plural rules of CLDR."""
        form = self.locale.plural_form(count)
        strings = self.reference.strings[self.code]
        chosen = f"{key}.{form}" if f"{key}.{form}" in strings else f"{key}.other"
        return strings[chosen].replace("{count}", self.number(count))

    def label(self, name: str, code: str) -> str:
        return self.reference.label(name, code, self.code)

    def description(self, name: str, code: str) -> str:
        return self.reference.term(name, code).description.get(self.code, "")

    def terms(self, name: str) -> tuple[Term, ...]:
        return tuple(self.reference.vocabularies[name].terms.values())

    def html(self, markdown: str, language: str = "") -> Markup:
        """Return Markdown, in the reader's language if no other is named, as HTML; its marks of sources say in the reader's language what they are."""
        own = f' lang="{self.code}"' if language not in ("", self.code) else ""

        def named(link: re.Match[str]) -> str:
            return f'<a href="#source-{link[1]}"{own} aria-label="{escape(self.t("case.source_mark", id=link[1]))}">'

        return Markup(SOURCE_LINK.sub(named, markup.to_html(markdown)))  # noqa: S704 - markup.to_html sanitises

    def line(self, *facts: str) -> Markup:
        """Return short facts in a row, without the empty ones. A short one is not broken, and no line begins with the dot between two."""
        kept = (fact.replace(" ", NBSP) if type(fact) is str and len(fact) <= TOGETHER else fact for fact in facts if fact)
        return Markup("\u00a0· ").join(kept)

    def lines(self, text: str) -> Markup:
        """Return lines as they are, for a <pre>: a page's body keeps no space at the beginning of a line, so that it is written as &#32;."""
        shown = (Markup("&#32;") * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ") or Markup("&#32;") for line in text.splitlines())
        return Markup("\n").join(shown)

    # ---- names, numbers, dates

    def short(self, title: str) -> str:
        """Return the title of a case without what explains it, where many stand close together."""
        return SUBTITLE.split(title, maxsplit=1)[0] or title

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO code in either case, or of the region."""
        if code.lower() == REGION:
            return self.t("country.region")
        return vocabulary.country_name(self.reference, code.upper(), self.code)

    def language_name(self, code: str) -> str:
        return vocabulary.language_name(self.reference, code, self.code)

    def languages(self, codes: Iterable[str]) -> str:
        return self.join(self.language_name(code) for code in codes)

    def join(self, words: Iterable[str]) -> str:
        return format_list(list(words), style="standard", locale=self.locale)

    def number(self, value: int | str) -> str:
        """Format a plain decimal number by CLDR; return any other text as it is: "1e999999999" would be a page of zeros.

        Digits are Latin in every language, as they are in the texts of the cases; CLDR would have Burmese ones in Burmese.
        A change, "28 -> 12", is two numbers.
        """
        text = str(value)
        if CHANGE in text:
            return " → ".join(map(self.number, text.split(CHANGE)))
        plain = PLAIN_NUMBER.match(text)
        if not plain:
            return text
        grouped = len(plain[1]) > 4 or self.language.locale not in UNGROUPED
        return format_decimal(Decimal(text), locale=self.numbers, decimal_quantization=False, group_separator=grouped)

    def share(self, value: str, unit: str) -> str:
        """Format a plain decimal number to one decimal by CLDR; `unit`: "percent", or "index" for a number without a unit."""
        if unit != "percent":
            return format_decimal(Decimal(value), "#,##0.0", locale=self.numbers)
        pattern = self.numbers.percent_formats[None].pattern.replace("##0", "##0.0")
        return format_percent(Decimal(value) / 100, pattern, locale=self.numbers)

    def money(self, amount: str, currency: str) -> str:
        """Return a sum with the code of its currency (ISO 4217), which is the same in every language, in front."""
        return f"{currency}\u00a0{self.number(amount)}".strip() if amount else ""

    def date(self, value: str) -> str:
        """Format YYYY, YYYY-MM or YYYY-MM-DD by CLDR, no more exact than it is written."""
        try:
            match value.count("-"):
                case 2:
                    return format_date(datetime.date.fromisoformat(value), "long", locale=self.locale)
                case 1:
                    return format_skeleton("yMMMM", datetime.datetime.fromisoformat(value + "-01"), locale=self.locale)
        except ValueError:
            pass
        return value

    def evidence(self, case: Case) -> str:
        """Return how strong the evidence of a case is, in a few words. Level 0 is no mark, but says that nobody has assessed it."""
        level = case.evidence.level
        return self.t("case.evidence_none") if level == "0" else f"{self.t('case.evidence')} {level}/5"

    def period(self, case: Case) -> str:
        if case.start and case.end and case.end != "ongoing":
            return self.t("case.period", start=self.date(case.start), end=self.date(case.end))
        if case.start:
            return self.t("case.since", start=self.date(case.start))
        if case.end and case.end != "ongoing":
            return self.t("case.until", end=self.date(case.end))
        return self.t("value.ongoing") if case.end else self.t("value.unknown")

    def whole_cost_is_unsaid(self, case: Case) -> bool:
        """Say whether no cost is that of the whole programme, over its years or in one; a cost without a kind may be."""
        return all(cost.kind not in ("", "total", "yearly") for cost in case.costs)

    def independence(self, case: Case) -> str:
        return self.t(f"case.evidence_{INDEPENDENCE[case.evidence.independent]}")

    def overdue(self, case: Case) -> bool:
        return bool(case.review_due) and case.review_due < self.today.isoformat()

    # ---- addresses, relative to the site's root

    def path(self, *parts: str) -> str:
        return "/".join((self.code, *parts, ""))

    def case_path(self, case: Case) -> str:
        return self.path("cases", case.folder)

    def lesson_path(self, case: Case, lesson: Lesson) -> str:
        return f"{self.case_path(case)}#lesson-{lesson.id}"

    def area_path(self, code: str) -> str:
        return self.path("areas", code.lower())

    def country_path(self, code: str) -> str:
        return self.path("countries", code.lower())

    def activity_path(self, code: str) -> str:
        return f"{self.path('activities')}#{anchor(code)}"

    def body_path(self, body: Body) -> str:
        return self.path("organisations", body.code)

    def compare_path(self, cases: Iterable[Case]) -> str:
        """Return the address of a comparison of cases."""
        return f"{self.path('compare')}?{urlencode([('case', case.id) for case in cases])}"

    def search_path(self, **filters: str) -> str:
        """Return the address of a search: its filters are those of builder/search/facets.py."""
        return f"{self.path('search')}?{urlencode(filters)}"

    # ---- groups

    def places(self) -> tuple[str, ...]:
        """Return the members' codes by name in this language, and the region last."""
        members = self.reference.vocabularies["countries"].terms
        return (*sorted(members, key=lambda c: (by_name(self.country(c)), c)), REGION)

    def by_place(self) -> tuple[tuple[str, tuple[Case, ...]], ...]:
        """Return the cases by the country of their folder."""
        grouped = ((place, tuple(c for c in self.cases if c.country == place.lower())) for place in self.places())
        return tuple((place, cases) for place, cases in grouped if cases)

    @property
    def directory(self) -> Directory:
        """The organisations of all cases."""
        return directory(self.catalogue)

    def strongest(self, cases: Iterable[Case]) -> tuple[Case, ...]:
        """Return cases: the strongest evidence first, then those known to be evaluated independently, then those in the reader's language."""
        return tuple(sorted(cases, key=lambda c: (-int(c.evidence.level), not c.evidence.independent, self.code not in c.texts, c.id)))

    def results(self, case: Case) -> tuple[Result, ...]:
        """Return the figures of a case: what it brought about first, then what was delivered, then what is no result; in each, the case's order."""
        order = [*self.reference.vocabularies["result_levels"].terms, ""]
        return tuple(sorted(case.results, key=lambda result: order.index(result.level)))

    def with_activity(self, code: str) -> tuple[Case, ...]:
        return tuple(c for c in self.cases if code in c.activities)

    def lessons_of(self, cases: Iterable[Case]) -> tuple[tuple[Term, tuple[tuple[Case, Lesson], ...]], ...]:
        """Return lessons by kind: the strongest evidence first, and among equals those that stand in the reader's language."""
        found = self.catalogue.lessons(self.strongest(cases))
        groups = ((kind, tuple(p for p in found if p[1].kind == kind.code)) for kind in self.terms("lesson_kinds"))
        return tuple((kind, pairs) for kind, pairs in groups if pairs)


def by_name(name: str) -> str:
    """Return what a name is sorted by: without accents and capitals; in Thai and Lao the vowels that stand before their consonant count after it
    (the rearrangement of UTS 10, section 3.4), and Lao consonants in the order of its dictionaries, which is not that of their codes."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c) or c > "\u0e00")
    return LEADING.sub(r"\2\1", plain).translate(LAO)


def anchor(code: str) -> str:
    """Return the code of an activity as a part of an address: "A.a.ii" is "a-a-ii"."""
    return code.lower().replace(".", "-")


def relative(source: str, target: str) -> str:
    """Return the address of `target` as a link on the page `source`, both relative to the site's root; external ones stay."""
    if "://" in target or target.startswith("#"):
        return target
    path, mark, fragment = target.partition("#")
    here = posixpath.dirname(source)
    way = posixpath.relpath(path or ".", here or ".")
    if path.endswith("/") or not path:
        way += "/"
    return f"{way}{mark}{fragment}"


def url_function(page_path: str) -> Callable[[str], str]:
    return lambda target: relative(page_path, target)


def all_languages(reference: Reference, *parts: str) -> Mapping[str, str]:
    """Return the addresses of a page that is there in every language."""
    return {code: "/".join((code, *parts, "")) for code in reference.languages}
