"""Names of files and folders."""

from hypothesis import given
from hypothesis import strategies as st

from builder.names import RESERVED, twins


def test_devices_of_windows_are_reserved_with_any_ending() -> None:
    assert all(RESERVED.match(name) for name in ("con", "CON", "nul.md", "com1", "lpt9.jpg", "aux"))
    assert not any(RESERVED.match(name) for name in ("contest", "com", "com10", "nulla.md", "index.en.md", "prn-report"))


@given(st.lists(st.text(st.sampled_from("aAbB.-"), max_size=4), unique=True))
def test_one_of_each_twins_is_kept(names: list[str]) -> None:
    found = twins(names)
    kept = set(names) - set(found)
    assert {name.lower() for name in names} == {name.lower() for name in kept}
    assert len({name.lower() for name in kept}) == len(kept)
    assert all(other in kept and other.lower() == name.lower() for name, other in found.items())
