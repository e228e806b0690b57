"""Personal data and secrets, all invented, and numbers that only look like them."""

import base64

from tests.corpus.hostile.changes import add, context, edit, line, title

KEY = base64.b64encode(bytes(range(256)) * 2).decode()
TOKEN = "abcdefghijklmnopqrstuvwxyz0123456789ABCD"
WARNED = {
    "phone": ("KB701", "Call the chief at +855 12 345 678."),
    "phone-thai": ("KB701", "Call the chief at 081-234-5678."),
    "phone-indonesian": ("KB701", "Call the chief at +62 812-3456-7890."),
    "phone-signal": ("KB701", "Write to https://wa.me/6281234567890."),
    "mailbox": ("KB701", "Write to sok.dara.1990@gmail.com."),
    "mailbox-yahoo": ("KB701", "Write to dara_sok@yahoo.com.sg."),
    "birth": ("KB702", "Sok Dara was born on 12 March 1984."),
    "coordinates": ("KB703", "The house stands at 13.361391, 103.859832."),
    "coordinates-degrees": ("KB703", "The house stands at 13°21'41.2\"N 103°51'35.4\"E."),
}
REFUSED = {
    "nric": ("KB704", "Her number is S1234567D."),
    "thai-id": ("KB704", "Her number is 1-2345-45678-78-1."),
    "thai-id-plain": ("KB704", "Her ID number is 1234545678781."),
    "mykad": ("KB704", "Her MyKad is 850312-14-5678."),
    "nik": ("KB704", "NIK 3171011708450001"),
    "card": ("KB705", "Pay to 4111 1111 1111 1111."),
    "card-hyphens": ("KB705", "Pay to 5500-0055-5555-5559."),
    "card-amex": ("KB705", "Pay to 3782 822463 10005."),
    "iban": ("KB705", "Pay to DE89 3704 0044 0532 0130 00."),
    "pem": ("KB706", f"-----BEGIN RSA PRIVATE KEY-----\n{KEY}\n-----END RSA PRIVATE KEY-----"),
    "pem-openssh": ("KB706", f"-----BEGIN OPENSSH PRIVATE KEY-----\n{KEY}\n-----END OPENSSH PRIVATE KEY-----"),
    "aws": ("KB706", "The key is AKIA" + "IOSFODNN7EXAMPLE."[:16] + "."),
    "github": ("KB706", f"The key is ghp_{TOKEN[:36]}."),
    "github-new": ("KB706", f"The key is github_pat_{TOKEN[:22]}_{(TOKEN + TOKEN)[:59]}."),
    "google": ("KB706", f"The key is AIza{TOKEN[:35]}."),
    "slack": ("KB706", "The key is xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx."),
    "jwt": ("KB706", "The key is eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U."),
    "password-url": ("KB706", "See [the report](https://admin:secret1@example.org/report)."),
}
HARMLESS = {
    "statistic": "The fund paid 4000000000000000 kip, or 1,234,567,890,123 dong.",
    "statistic-luhn": "The fund paid Rp 3171011708450001 in all.",
    "isbn": "See ISBN 978-92-64-30933-3 and ISSN 1234-5679.",
    "doi": "See doi:10.1016/S0140-6736(23)00001-2 and 10.1596/978-1-4648-1234-5.",
    "range": "In 1990-1995 and 2015–2020, from 1,200 to 3,400 people came.",
    "table": "| Year | 2019 | 2020 | 2021 |\n|---|---|---|---|\n| Readers | 1200 | 3400 | 5600 |",
    "date": "The law of 12 March 1984 came into force on 1 January 1985.",
    "born": "Some 120 children were born in the village in 2021.",
    "coordinates": "The province lies at about 13.4 N, 103.9 E.",
    "decimals": "The share rose from 13.361391 per cent to 14.859832 per cent.",
    "office-mail": "The office answers at library@committee.gov.kh.",
    "at-sign": "Follow @village on the board; user@ is no address.",
    "hash": "The commit 3f786850e387550fdab836ed7e6dc881de23001b changed it.",
    "key-words": "The key is under the shelf; the password is never written down; a token of thanks.",
    "loan-number": "Loan 3456-KHM and project P123456 of the bank.",
    "law-number": "Decree No. 123/2020/NĐ-CP and Law 4/2019.",
    "version": "Version 1.2.3.4 of the form, section 12.3.4.5.",
    "url-number": "See <https://documents.worldbank.org/documentdetail/814411624566470634>.",
    "iban-words": "Route DE89 and hall GB29 were closed.",
    "percentages": "50%, 12.5 %, 3/4, 1:1000 and 5-10-15.",
    "money": "US$1,234.56, ₱1.2 million, Rp1.500.000, 25,000฿.",
    "zeros": "0000000000000 was typed by mistake.",
}
ROWS = (
    *((name, "warn", code, context(text)) for name, (code, text) in WARNED.items()),
    *((name, "refuse", code, context(text)) for name, (code, text) in REFUSED.items()),
    *((f"good-{name}", "pass", "", context(text)) for name, text in HARMLESS.items()),
    ("title-nric", "refuse", "KB704", title("The library of S1234567D")),
    ("title-escape", "refuse", "KB704", line("title", r' "The library of S12\u0033\u00345\u00367D"')),
    ("source-password", "refuse", "KB706", edit("https://example.org/report", "https://admin:secret1@example.org/report")),
    ("source-good-number", "pass", "", edit("https://example.org/report", "https://example.org/0812345678/1234545678781")),
    ("office-mailbox", "pass", "", add('contact:\n  office: "Office of the library"\n  mailbox: "library@committee.gov.kh"')),
    ("value-good-luhn", "pass", "", edit('direct: "120"', 'direct: "411111111111"')),
)
