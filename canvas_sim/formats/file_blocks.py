"""Files that are read a block at a time, packed or not, and what people are told when one cannot be."""

import gzip
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from canvas_sim.base.errors import UserError

BLOCK = 1 << 22  # bytes
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
            head, before = file.peek(2)[:2], 0
            if head in OTHERS:
                raise UserError(f"{path} is packed as {OTHERS[head]}; unpack it first")
            if head != GZIP and path.suffix.lower() in PACKED:
                raise UserError(f"{path} is not gzip, though its name says so")
            contents = gzip.GzipFile(fileobj=file) if head == GZIP else file
            while block := contents.read(BLOCK):
                if file.seekable():  # a pipe does not say how far it is
                    told(file.tell() - before)
                    before = file.tell()
                yield block
    except EOFError as error:
        raise UserError(f"{path} is cut short: its gzip data ends in the middle; get it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UserError(f"{path} is damaged: {error}") from error
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror or error}") from error


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
    with ThreadPoolExecutor(1) as maker:
        coming = deque(maker.submit(next, items, None) for _ in range(depth))
        while (item := coming.popleft().result()) is not None:
            coming.append(maker.submit(next, items, None))
            yield item
