"""Keys and passwords that somebody pasted by mistake.

The forms are those that the services publish so that scanners can find them, as collected by gitleaks (config/gitleaks.toml) and GitHub's
secret scanning; each begins with a fixed word, so that ordinary text costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int]

NOT_WITHIN = r"(?<![A-Za-z0-9_])"
# what it is, the words one of which it holds, its form
FORMS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("private key", ("PRIVATE KEY",), r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
    ("private key", ("PuTTY-User-Key-File",), r"PuTTY-User-Key-File-\d"),
    ("private key", ("AGE-SECRET-KEY-",), r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
    ("AWS", ("AKIA", "ASIA"), NOT_WITHIN + r"A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])"),
    ("GitHub", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), NOT_WITHIN + r"gh[pousr]_[A-Za-z0-9]{36,255}"),
    ("GitHub", ("github_pat_",), NOT_WITHIN + r"github_pat_[A-Za-z0-9_]{36,255}"),
    ("GitLab", ("glpat-",), NOT_WITHIN + r"glpat-[A-Za-z0-9_-]{20,64}"),
    ("Google", ("AIza",), NOT_WITHIN + r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    ("Google", ("GOCSPX-",), NOT_WITHIN + r"GOCSPX-[A-Za-z0-9_-]{28}"),
    ("Slack", ("xox",), NOT_WITHIN + r"xox[abeoprs]-(?=[A-Za-z-]{0,60}\d)[A-Za-z0-9-]{10,255}"),
    ("Slack", ("hooks.slack.com",), r"hooks\.slack\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,30}"),
    ("JWT", ("eyJ",), r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4096}\.eyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,1024}"),
    ("Stripe", ("k_live_",), NOT_WITHIN + r"[sr]k_live_[A-Za-z0-9]{16,255}"),
    ("OpenAI, Anthropic", ("sk-",), NOT_WITHIN + r"sk-(?:proj-|svcacct-|ant-[a-z0-9]{1,10}-)?(?=[A-Za-z_-]{0,40}\d)[A-Za-z0-9_-]{32,255}"),
    ("SendGrid", ("SG.",), NOT_WITHIN + r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    ("npm", ("npm_",), NOT_WITHIN + r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
    ("PyPI", ("pypi-AgEI",), NOT_WITHIN + r"pypi-AgEI[A-Za-z0-9_-]{50,255}"),
    ("Hugging Face", ("hf_",), NOT_WITHIN + r"hf_[A-Za-z]{34}(?![A-Za-z0-9])"),
    ("Telegram", (":AA",), NOT_WITHIN + r"\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])"),
    ("Azure", ("AccountKey=",), r"AccountKey=[A-Za-z0-9+/]{86}=="),
)
USER_INFO = re.compile(r"://([^\s/?#@:\"'<>]{0,64}:[^\s/?#@\"'<>]{1,128})@[\w\[]")  # RFC 3986, section 3.2.1
IN_QUERY = re.compile(
    r"[?&;](?:access_token|auth_token|refresh_token|id_token|api[_-]?key|client_secret|secret|password|passwd|pwd|private_key)=([^\s&#;\"'<>]{6,512})"
    r"|[?&;](?:token|sig|key|X-Amz-Signature|X-Goog-Signature)=((?=[^\s&#;\"'<>]{0,40}\d)[A-Za-z0-9%+/_.=-]{20,512})",
    re.IGNORECASE,
)


def passwords(line: str) -> Iterator[Span]:
    """Yield the names with passwords, and the tokens, that stand in web addresses."""
    for match in USER_INFO.finditer(line):
        yield match.span(1)
    for match in IN_QUERY.finditer(line):
        yield match.span(match.lastindex or 0)


def _form(pattern: str) -> Callable[[str], Iterator[Span]]:
    compiled = re.compile(pattern)
    return lambda line: (match.span() for match in compiled.finditer(line))


KEYS = tuple((kind, words, _form(pattern)) for kind, words, pattern in FORMS)
