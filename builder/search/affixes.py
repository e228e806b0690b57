"""Light stems for languages that Snowball has no stemmer for, or none that fits: written rules, no dictionary.

A stem need not be a word. It must be the same for the forms of one word, and seldom the same for two: what it finds counts less
than the word itself (query.py), so that a rule that is wrong for a rare word costs an order and not a result. No native reader has
checked the rules yet.
"""

from __future__ import annotations

import re

from builder.search.tokenize import fold

_VOWEL = "[aeiou]"
_HAS_ROOT = re.compile(f"(?=.*{_VOWEL}).{{3,}}")

# Malay: what nasal prefixes do to a first letter cannot be undone without a dictionary (menulis: tulis, menilai: nilai), so that
# letters that fall together are written as one: t and n as n, p and m as m, s and ny as ny; k falls away.
_MALAY_KEPT = {"mereka", "pertama", "berapa", "kepada", "daripada", "perlu", "menteri", "meter", "memorandum"}
_MALAY_PREFIX = re.compile(
    "per(?=.{4})|ter|ber|di"
    f"|[mp]eng(?=[ghk]|{_VOWEL})|[mp]eny(?={_VOWEL})|[mp]em(?=[bfpv]|{_VOWEL})|[mp]en(?=[cdjstz]|{_VOWEL})"
    f"|[mp]e(?=[lrwymn]{_VOWEL})|pe(?=[bdjkst]{_VOWEL})|be(?=kerja)"
)
_MALAY_NASAL = {"mem": "m", "pem": "m", "men": "n", "pen": "n", "meny": "ny", "peny": "ny"}
_MALAY_FIRST = {"t": "n", "p": "m", "s": "ny", "k": ""}


def malay(word: str) -> str:
    """Return the stem of a Malay or Indonesian word.

    Affixes and nasal changes: M. F. Porter's scheme for Indonesian as F. Tala describes it (2003) and Snowball has it, whose
    algorithm was read; it strips -lah from masalah and ke- from kerjasama, and parts menerima from terima, which this one does
    not: no particles, ke- only with -an, and the letters above; a last i or k falls away (gerak, gerak-an; serta, menyerta-i).
    """
    if word in _MALAY_KEPT or len(word) < 4:
        return _malay_first(word)
    word = _without(word, "nya", 3)
    if word.startswith("ke") and word.endswith("an") and len(word) > 7:
        word = word[2:-2]
    for suffix in ("kan", "wan", "an", "an"):
        word = _without(word, suffix, 4)
    word = _malay_first(_malay_prefix(_malay_prefix(word)))
    return _without(_without(word, "i", 4), "k", 4)


def _malay_prefix(word: str) -> str:
    if word in ("belajar", "pelajar", "pengajar", "mengajar"):
        return "ajar"
    found = _MALAY_PREFIX.match(word)
    if not found or word in _MALAY_KEPT:
        return word
    rest = word[found.end() :]
    if rest[:1] in tuple("aeiou"):
        rest = _MALAY_NASAL.get(found[0], "") + rest
    return rest if len(rest) > 3 and _HAS_ROOT.match(rest) else word


def _malay_first(word: str) -> str:
    return _MALAY_FIRST.get(word[:1], word[:1]) + word[1:] if word[1:2] in tuple("aeiou") else word


_FILIPINO_PREFIX = re.compile(
    "pinaka(?:ma)?|(?:i?pinag|i?pag|nag|mag)(?:pa|ka)?|[nm]apa(?:ka)?|[nmp]aki|[nm]aka|i?[nmp]ang|i?pin|[nmpk]a|um(?=[aeiou])|in(?=[aeiou])|i(?=[^aeiou])"
)
_FILIPINO_INFIX = re.compile("([^aeiou]|ng|[bdgkpt][lr])(?:um|in)(?=[aeiou])")
_FILIPINO_TWICE = re.compile("([^aeiou]?[aeiou])(?=\\1)|([^aeiou])([aeiou])(?=\\2[lr]\\3)")


def filipino(word: str) -> str:
    """Return the stem of a Filipino word.

    The steps of TagSA (D. E. Bonus, A Stemming Algorithm for Tagalog Words, 2003: iterative removal of prefixes, infixes, suffixes
    and partial reduplication; its abstract was read, the paper was not): the linker -ng, the suffixes -an and -in (-han, -hin), then
    prefixes, -um- and -in-, and a repeated first syllable as long as three letters are left. Sounds that change beside an
    affix are written as one: o as u, e as i, a first d as r (dami, marami); a last a falls away (gawa, gawin; mabisang, mabisa).
    """
    word = fold(word)
    if len(word) < 5:
        return _filipino_sounds(word)
    word = _unlinked(_filipino_suffix(_unlinked(word)))
    for _ in range(5):
        bare = _filipino_front(word)
        if bare == word:
            break
        word = bare
    return _filipino_sounds(word)


def _unlinked(word: str) -> str:
    return _without(word, "ng", 3) if word[-3:-2] in tuple("aeiou") else word


def _filipino_suffix(word: str) -> str:
    for suffix in ("han", "hin", "an", "in"):
        if word.endswith(suffix) and len(word) - len(suffix) > 2:
            return word[: -len(suffix)]
    return word


def _filipino_front(word: str) -> str:
    once = _FILIPINO_TWICE.match(word)
    if once and len(word) - once.end() > 2:
        return word[once.end() :]
    return next((rest for rest in (_prefixless(word), _infixless(word)) if rest != word and len(rest) > 3 and _HAS_ROOT.match(rest)), word)


def _prefixless(word: str) -> str:
    found = _FILIPINO_PREFIX.match(word)
    return word[found.end() :] if found else word


def _infixless(word: str) -> str:
    found = _FILIPINO_INFIX.match(word)
    return found[1] + word[found.end() :] if found else word


def _filipino_sounds(word: str) -> str:
    word = word.replace("o", "u").replace("e", "i")
    return _without("r" + word[1:] if word.startswith("d") else word, "a", 3)


_TETUM_PREFIX = re.compile("(?:hak|nak)(?=[^aeiou])|ha(?=[^aeiou][aeiou])")
_TETUM_SUFFIX = ("nain", "teen", "dor", "saun", "s")


def tetum(word: str) -> str:
    """Return the stem of a Tetum word.

    C. Williams-van Klinken, J. Hajek and R. Nordlinger, Tetun Dili (2002), chapter 4, names the derivations (its contents were read,
    not its text; examples are C. Morris's dictionary of 1984): causative ha- (badak, habadak), detransitive hak- and nak-, actors
    in -dor, -teen and -na'in; -s is the plural of words from Portuguese, -saun their noun (organiza, organizasaun).
    """
    word = fold(word)
    for suffix in _TETUM_SUFFIX:
        word = _without(word, suffix, 4)
    found = _TETUM_PREFIX.match(word)
    return word[found.end() :] if found and len(word) - found.end() > 3 else word


def _without(word: str, ending: str, least: int) -> str:
    """Return a word without an ending, if so many letters are left."""
    return word[: -len(ending)] if word.endswith(ending) and len(word) - len(ending) >= least else word
