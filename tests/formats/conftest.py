"""What tests of imports share."""

from __future__ import annotations

import pytest
from real_events import event

from canvas_sim.formats.importing import import_event
from canvas_sim.record.run import Run


@pytest.fixture
def read(tmp_path):
    """A function that imports texts, one file each, into the folder "out"."""

    def importing(form: str, *texts: str, **options) -> Run:
        options.setdefault("event", event(tmp_path, "2017" if form in ("2017", "diff") else "2022"))
        paths = [tmp_path / f"file-{i}.csv" for i in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return import_event(paths, form, tmp_path / "out", **options)

    return importing
