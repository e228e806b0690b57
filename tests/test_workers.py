"""Pieces of work that crash, hang or flood the memory end alone."""

import faulthandler
import mmap
import os
import re
import time

import pytest

from builder.workers import Failure, work


def piece(what: str) -> str:
    match what:
        case "crash":
            faulthandler.disable()  # pytest would print where it happened
            os.abort()
        case "exit":
            os._exit(3)
        case "time":
            while True:
                pass
        case "sleep":
            time.sleep(60)
        case "memory":
            return str(len(bytearray(1 << 32)))
        case "mistake":
            raise ZeroDivisionError
    return what.upper()


@pytest.mark.parametrize(("what", "why"), [("crash", "crash"), ("exit", "crash"), ("time", "time"), ("sleep", "time"), ("memory", "memory"), ("mistake", "ZeroDivisionError")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_piece_ends_alone(what: str, why: str, jobs: int) -> None:
    pieces = ["a", "b", what, "c", "d"]
    results = dict(work(piece, pieces, jobs, seconds=1))
    failed = results.pop(2)
    assert isinstance(failed, Failure)
    assert failed.why.startswith(why)
    assert results == {0: "A", 1: "B", 3: "C", 4: "D"}


def test_a_mistake_of_ours_has_its_place() -> None:
    (failed,) = dict(work(piece, ["mistake"], 1)).values()
    assert re.fullmatch(r"ZeroDivisionError, test_workers\.py:\d+", failed.why)  # type: ignore[union-attr]


def test_what_is_held_before_leaves_room() -> None:
    with mmap.mmap(-1, 2 << 30):
        assert dict(work(room, [100 << 20], 1)) == {0: 100 << 20}


def room(size: int) -> int:
    return len(bytearray(size))


def test_bad_pieces_only() -> None:
    assert dict(work(piece, ["crash"] * 5, 2)) == {n: Failure("crash") for n in range(5)}


def test_no_pieces() -> None:
    assert list(work(piece, [], 2)) == []


def test_large_answers_come_through() -> None:
    assert dict(work(piece, ["x" * 3_000_000, "y"], 2)) == {0: "X" * 3_000_000, 1: "Y"}
