"""Work on untrusted input in processes of their own: a crash, a hang or a flood of memory ends one piece of work, not the whole.

Each piece has at most SECONDS of processor time and MEMORY bytes of address space; on a loaded machine it may wait longer. Where the
system cannot fork (Windows), the work is done in this process, without these bounds.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

RULES = {"KB090": "A case can be checked within ten seconds of processor time and one gigabyte of memory."}

SECONDS = 10
PATIENCE = 6  # how many times as long a piece may take by the clock, for the machine may have other work
MEMORY = 1 << 30
GARBAGE = 50_000  # new containers before cycles are looked for: parsing makes many, and nearly all end by reference counting

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a piece of work has no result: "time", "memory", "crash", or the name of an exception."""

    why: str


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    piece: int = -1  # the number of the piece it is at; -1: none


def work(function: Callable[[T], R], pieces: Iterable[T], jobs: int, seconds: int = SECONDS, memory: int = MEMORY) -> Iterator[tuple[int, R | Failure]]:
    """Yield the number of each piece and its result, as they come. `function` is called in `jobs` forked processes."""
    waiting = deque(enumerate(pieces))
    if not waiting:
        return
    if resource is None or not hasattr(os, "fork"):
        yield from ((number, function(piece)) for number, piece in waiting)
        return
    workers = [_start(function, seconds, memory) for _ in range(min(jobs, len(waiting)))]
    try:
        while waiting or any(worker.piece >= 0 for worker in workers):
            for worker in workers:
                if worker.piece < 0 and waiting:
                    worker.piece, piece = waiting.popleft()
                    worker.pipe.send(piece)
            busy = {worker.pipe: worker for worker in workers if worker.piece >= 0}
            ready = wait(list(busy), seconds * PATIENCE)
            for pipe in ready or list(busy):
                worker = busy[pipe]  # type: ignore[index]
                result = _receive(worker) if ready else Failure("time")
                yield worker.piece, result
                if isinstance(result, Failure) or not worker.process.is_alive():  # what failed may have left something half done behind
                    _stop(worker)
                    workers[workers.index(worker)] = _start(function, seconds, memory)
                worker.piece = -1
    finally:
        for worker in workers:
            _stop(worker)


def _start(function: Callable[[T], R], seconds: int, memory: int) -> _Worker:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(function, theirs, ours, seconds, memory), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _receive(worker: _Worker) -> Any:
    try:
        return worker.pipe.recv()
    except (EOFError, OSError):
        worker.pipe.close()
        worker.process.join(SECONDS)
        return Failure("time" if worker.process.exitcode == -signal.SIGXCPU else "crash")


def _stop(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _serve(function: Callable[[T], R], pipe: Connection, other: Connection, seconds: int, memory: int) -> None:
    """Answer pieces until the pipe is closed."""
    other.close()
    gc.freeze()  # what was made before the fork never becomes garbage; looking at it again would also copy its memory pages
    gc.set_threshold(GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that shares out the work
    limit = max(memory, _size() + memory // 2)  # where much is held before the fork already, as by a test, there is room to work all the same
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            piece = pipe.recv()
        except EOFError:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        pipe.send(_answer(function, piece))


def _size() -> int:
    """Return the address space of this process in bytes (proc(5), statm); 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def _answer(function: Callable[[T], R], piece: T) -> R | Failure:
    try:
        return function(piece)
    except MemoryError:
        return Failure("memory")
    except Exception as error:  # a mistake of ours must not stop the check of the other cases
        return Failure(f"{type(error).__name__}, {_place(error)}")


def _place(error: Exception) -> str:
    """Return where a mistake of ours was made: "body.py:38". It goes into the report, so that whoever gets it can find it."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
