"""Files that are read a block at a time, packed or not, and what people are told when one cannot be."""

from __future__ import annotations

import queue
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from canvas_sim.base.errors import UserError

BLOCK = 1 << 22  # bytes
PIECE = 1 << 18  # bytes read from disk at once
LONGEST_LINE = 1 << 20  # bytes
GZIP, OTHERS = b"\x1f\x8b", {b"PK": "ZIP", b"\xfd7": "xz", b"BZ": "bzip2", b"\x28\xb5": "Zstandard", b"7z": "7-Zip"}
PACKED = (".gz", ".gzip")

Told = Callable[[int], None]


def existing(files: Sequence[str | Path]) -> list[Path]:
    """The files, in order of their names, if all are there.

    Raises
    ------
    UserError
        None is named, one is missing or a folder, or one is named twice.
    """
    paths = sorted((Path(file) for file in files), key=lambda path: (path.name, str(path)))
    if not paths:
        raise UserError("name a file or more to read")
    for path in paths:
        if path.is_dir():
            raise UserError(f"{path} is a folder; name the files in it")
        if not path.exists():
            raise UserError(f"there is no file {path}")
    real = [path.resolve() for path in paths]
    twice = [path for path, same in zip(paths, real, strict=True) if real.count(same) > 1]
    if twice:
        raise UserError(f"{twice[0]} is named twice; its rows would count twice")
    return paths


def blocks(path: Path, told: Told = lambda _: None) -> Iterator[bytes]:
    """Contents of a file, unpacked if it is gzip, at most `BLOCK` bytes at a time.

    Parameters
    ----------
    told : is told how many bytes were read from the disk

    Raises
    ------
    UserError
        It cannot be read, is packed in another way, is not the gzip that its name says, or is cut short.
    """
    try:
        with path.open("rb") as file:
            head = file.read(2)
            if head in OTHERS:
                raise UserError(f"{path} is packed as {OTHERS[head]}; unpack it first")
            if head != GZIP and path.suffix.lower() in PACKED:
                raise UserError(f"{path} is not gzip, though its name says so")
            pieces = iter(lambda: file.read(PIECE), b"")
            yield from _gathered(_unpacked(path, head, pieces, told) if head == GZIP else _plain(head, pieces, told))
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror or error}") from error


def _plain(head: bytes, pieces: Iterator[bytes], told: Told) -> Iterator[bytes]:
    """Pieces of a file as they are."""
    yield head
    for piece in pieces:
        told(len(piece))
        yield piece


def _unpacked(path: Path, head: bytes, pieces: Iterator[bytes], told: Told) -> Iterator[bytes]:
    """Unpacked pieces of a gzip file, of one member or several."""
    unpacker, packed = zlib.decompressobj(31), head
    try:
        while True:
            yield unpacker.decompress(packed, BLOCK)
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                # Zeros may fill up the last block of a tape; anything else is another member.
                packed = (unpacker.unused_data or next(pieces, b"")).lstrip(b"\0")
                if not packed:
                    return
                unpacker = zlib.decompressobj(31)
            elif not packed:
                packed = next(pieces, b"")
                told(len(packed))
                if not packed:
                    raise UserError(f"{path} is cut short: its gzip data ends in the middle; get it again")
    except zlib.error as error:
        raise UserError(f"{path} is damaged: {error}") from error


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of about `BLOCK`."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    if size:
        yield b"".join(held)


def whole_lines(path: Path, contents: Iterator[bytes]) -> Iterator[bytes]:
    """The same text, cut behind line feeds; the last line gets one if it has none.

    Raises
    ------
    UserError
        A line is longer than a megabyte.
    """
    rest = b""
    for block in contents:
        cut = block.rfind(b"\n") + 1
        if cut:
            yield rest + block[:cut]
            rest = block[cut:]
        else:
            rest += block
        if len(rest) > LONGEST_LINE:
            raise UserError(f"{path} has a line of more than a megabyte; it is no CSV")
    if rest:
        yield rest + b"\n"


def ahead(items: Iterator[bytes], depth: int = 2) -> Iterator[bytes]:
    """The same items, made in a thread of their own a little before they are asked for."""
    made: queue.Queue = queue.Queue(depth)
    stopped = threading.Event()

    def put(what: object) -> bool:
        while not stopped.is_set():
            try:
                made.put(what, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    def work() -> None:
        try:
            for item in items:
                if not put(item):
                    return
            put(None)
        except BaseException as error:  # handed over, to be raised where the items are used
            put(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while (item := made.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        thread.join()


def as_bytes(text: bytes) -> np.ndarray:
    """Bytes as an array, uint8."""
    return np.frombuffer(text, np.uint8)
