"""Stems: the forms of one word have one, other words have another."""

from __future__ import annotations

import pytest

from builder.search.stem import stemmer

FAMILIES = {
    "ms": [
        "terima menerima penerima diterima penerimaan",
        "kurang mengurangkan pengurangan berkurang kekurangan",
        "pinjam pinjaman meminjam peminjam dipinjamkan",
        "simpan simpanan menyimpan disimpan",
        "tubuh pertubuhan ditubuhkan menubuhkan penubuhan",
        "milik pemilikan memiliki dimiliki",
        "kerjasama kerjasamanya",
        "ajar belajar pelajar pelajaran",
    ],
    "id": ["tulis menulis penulis ditulis tulisan", "tingkat meningkat meningkatkan peningkatan"],
    "fil": [
        "gawa gumawa ginawa ginagawa gagawin paggawa",
        "aral pagaaral magaaral nagaaral paaralan",
        "dapat karapatan karapatang",
        "tulong tumulong tinulungan pagtulong matulungan",
        "lusog malusog kalusugan",
        "bigay magbigay ibigay pagbibigay",
    ],
    "tet": ["badak habadak", "organiza organizasaun", "direitu direitus", "hakerek hakerek-na'in".replace("-", ""), "fera nakfera"],
}


@pytest.mark.parametrize(("language", "family"), [(language, family) for language, found in FAMILIES.items() for family in found])
def test_the_forms_of_a_word_have_one_stem(language: str, family: str) -> None:
    stem = stemmer(language)
    assert stem
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("language", "words"), [("ms", "masalah masa"), ("ms", "pertama nama"), ("fil", "bahay buhay"), ("tet", "hanesan hanorin")])
def test_other_words_have_other_stems(language: str, words: str) -> None:
    stem = stemmer(language)
    assert stem
    assert len({stem(word) for word in words.split()}) == 2


def test_numbers_have_none() -> None:
    stem = stemmer("en")
    assert stem
    assert stem("2019") == stem("4ps") == ""
    assert stemmer("th") is None
