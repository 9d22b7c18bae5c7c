"""Whether all is compiled: each kernel in the cache of this copy of the package, since its file was written."""

import os
from pathlib import Path
from types import SimpleNamespace

from canvas_sim.engine import driver, warmup


def test_this_copy_is_compiled_by_now_and_another_is_not(tmp_path):
    warmup.warm()
    assert warmup.is_warm() and warmup.is_cached(driver.drive)
    there = SimpleNamespace(cache_path=str(tmp_path))
    other = SimpleNamespace(py_func=driver.drive.py_func, stats=there, __name__="drive")
    assert not warmup.is_cached(other)


def test_what_was_compiled_before_its_file_was_written_is_none(tmp_path):
    source = Path(driver.__file__)
    index = tmp_path / "driver.drive-1.py3.nbi"
    index.write_bytes(b"")
    there = SimpleNamespace(cache_path=str(tmp_path))
    kernel = SimpleNamespace(py_func=driver.drive.py_func, stats=there, __name__="drive")
    assert warmup.is_cached(kernel)
    os.utime(index, (source.stat().st_mtime - 10,) * 2)
    assert not warmup.is_cached(kernel)
