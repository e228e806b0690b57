"""Whether a text is in the language that the name of its file says: by its script, and for Latin script by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from builder.catalogue import section_codes
from builder.frontmatter import FENCE
from builder.model import Reference
from builder.problems import Problem, Severity, place, problem
from builder.source import SourceFile

SCRIPTS: Mapping[str, re.Pattern[str]] = {  # by ISO 15924 code, as in schema/languages.yml
    "Latn": re.compile("[A-Za-z\xc0-\u024f\u1e00-\u1eff]+"),
    "Thai": re.compile("[\u0e00-\u0e7f]+"),
    "Laoo": re.compile("[\u0e80-\u0eff]+"),
    "Khmr": re.compile("[\u1780-\u17ff]+"),
    "Mymr": re.compile("[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]+"),
    "Hans": re.compile("[\u3400-\u9fff]+"),
    "Taml": re.compile("[\u0b80-\u0bff]+"),
}
# Words that are frequent in one language of the site and in no other; counted in schema/ and cases/. Indonesian and Malay share theirs.
COMMON: Mapping[str, str] = {
    "en": "the and of to was is with that were from are by it which had",
    "id": "yang dan di untuk dengan dari daripada dalam tidak pada itu ini atau adalah akan oleh kepada bagi",
    "ms": "yang dan di untuk dengan dari daripada dalam tidak pada itu ini atau adalah akan oleh kepada bagi",
    "fil": "ang ng sa mga ay ito hindi isang kung nang nito walang",
    "pt": "de que não em da os dos das uma um com pelo pela foi são mais",
    "tet": "iha ba husi mak ne'ebé sira nia ida ema ne'e to'o katak atu",
}
WORDS: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in COMMON.items()}
ASCII_WORDS: Mapping[str, tuple[bytes, ...]] = {code: tuple(w.encode() for w in words if w.isascii()) for code, words in WORDS.items()}
SPACED = bytes(b if chr(b).isalpha() or b == 39 else 32 for b in range(128)) + b" " * 128
VIETNAMESE = re.compile("[ăđơư\u1ea0-\u1ef9\u0306\u0309\u031b\u0323]")  # letters and marks of no other language of the site; in every second word
WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|['\u0300-\u036f])*")
ASCII = re.compile("[\\x00-\\x7f]+")
NO_LETTERS = bytes(b for b in range(128) if not chr(b).isalpha())
NOISE = re.compile(r"https?://[^\s)>]+|\[S\d{1,3}\]|`[^`\n]*`")
HEADING = re.compile(r"^## +(.*)$", re.MULTILINE)
TITLE = re.compile(r"^title:.*$", re.MULTILINE)

MIN_LETTERS = 200  # of a text in any script; a shorter one says too little
MIN_WORDS = 100
OWN_SCRIPT = 0.3  # the least part of the letters; our texts have 0.92 and more
CLEAR = 0.08  # how frequent another language's words must be; our texts have 0.10 and more of their own
TIMES = 4  # and how many times as frequent as those of the file's language


def text_is_in_its_language(source: SourceFile, reference: Reference) -> Iterator[Problem]:
    """KB016: The text below the head is in the language that the name of the file says.

    It is a warning where the headings are in that language, and only common words are in another.
    """
    body = "".join(FENCE.split(source.text, 2)[2:])
    language = reference.languages.get(source.language)
    other = _other(NOISE.sub(" ", body), source.language, reference) if language else None
    if not language or other is None:
        return
    known = section_codes(reference, source.language)
    translated = language.script == "Latn" and any(h.strip().casefold() in known for h in HEADING.findall(body))
    severity = Severity.WARNING if translated else Severity.ERROR
    values = {"declared": f"{language.name} ({source.language})", "found": f"{reference.languages[other].name} ({other})" if other else ""}
    mark = HEADING.search(source.text) or TITLE.search(source.text)
    position = place(source.text, mark.start(mark.lastindex or 0), len(mark[mark.lastindex or 0])) if mark else place(source.text, 0)
    yield problem(source.path, position, "KB016.other" if other else "KB016.not", values, severity)


def _other(text: str, declared: str, reference: Reference) -> str | None:
    """Return the language that a text is in; empty when that is unknown; None when it may well be the declared one."""
    beyond = ASCII.sub("", text)  # most texts are nearly all in ASCII, or nearly all beyond it
    letters = {script: sum(map(len, pattern.findall(beyond))) for script, pattern in SCRIPTS.items()}
    letters["Latn"] += len(text.encode("ascii", "ignore").translate(None, NO_LETTERS))
    total = sum(letters.values())
    script = reference.languages[declared].script
    if total < MIN_LETTERS:
        return None
    if letters.get(script, total) >= OWN_SCRIPT * total:
        return _other_words(text, declared) if script == "Latn" else None
    most = max(letters, key=lambda name: letters[name])
    return _clearest(_shares(text)) if most == "Latn" else next(code for code, about in reference.languages.items() if about.script == most)


def _other_words(text: str, declared: str) -> str | None:
    if _is_clearly(text, declared):
        return None
    shares = _shares(text)
    own = shares.get(declared, 1.0)
    if own * TIMES >= 1 - own:
        return None
    best = _clearest(shares)
    if declared == "vi" and shares and shares["vi"] < CLEAR:  # also when it was typed without its marks
        return best
    return best if best and shares[best] > TIMES * own else None


def _is_clearly(text: str, language: str) -> bool:
    """Return whether the common words of a language are frequent by a quick count, which sees letters beyond ASCII as the ends of words."""
    words = text.lower().encode("ascii", "replace").translate(SPACED).split()
    return len(words) >= MIN_WORDS and sum(map(Counter(words).__getitem__, ASCII_WORDS.get(language, ()))) * (TIMES + 1) >= len(words)


def _clearest(shares: Mapping[str, float]) -> str:
    best = max(shares, key=lambda code: shares[code], default="")
    return best if best and shares[best] >= CLEAR else ""


def _shares(text: str) -> dict[str, float]:
    """Return, for each language in Latin script, the part of the words that are its own; nothing for a short text."""
    counts = Counter(WORD.findall(text.lower().replace("’", "'")))
    total = counts.total()
    if total < MIN_WORDS:
        return {}
    shares = {code: sum(counts[word] for word in own) / total for code, own in WORDS.items()}
    shares["vi"] = sum(count for word, count in counts.items() if not word.isascii() and VIETNAMESE.search(word)) / total
    return shares
