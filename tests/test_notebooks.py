"""Notebooks: each runs from top to bottom, says nothing unexpected, and is small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
NOTEBOOKS = sorted((HOME / "notebooks").glob("*.ipynb"))
LARGEST = 500_000  # bytes
ABSOLUTE = re.compile(r"(?<![\w.:/<+])/\w[\w.-]*/\w")  # a path from the root of somebody's disk


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    nbformat = pytest.importorskip("nbformat")
    return request.param, nbformat.read(request.param, as_version=4)


def test_there_are_three():
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


def test_outputs_are_there_and_small(notebook):
    path, cells = notebook
    assert path.stat().st_size < LARGEST
    codes = [cell for cell in cells.cells if cell.cell_type == "code"]
    assert sum(bool(cell.outputs) for cell in codes) >= 0.6 * len(codes)
    assert not [out for cell in codes for out in cell.outputs if out.output_type == "error"]


def test_no_place_of_its_making_is_told(notebook):
    _, cells = notebook
    outputs = [out for cell in cells.cells if cell.cell_type == "code" for out in cell.outputs]
    shown_text = [out.get("text", "") + out.get("data", {}).get("text/plain", "") for out in outputs]
    tables = [re.sub(r"base64,[\w+/=\s]*", "", out.get("data", {}).get("text/html", "")) for out in outputs]
    for text in (*(cell.source for cell in cells.cells), *shown_text, *tables):
        assert not ABSOLUTE.search(text), ABSOLUTE.search(text)


def test_a_path_is_told_from_a_division():
    assert ABSOLUTE.search("saved as /home/me/runs/a") and ABSOLUTE.search("C:/x /opt/y/z")
    assert not ABSOLUTE.search("runs/a/b </td></tr> 3 / 4 https://example.org/a/b")


@pytest.mark.slow
def test_they_run(notebook, tmp_path):
    nbclient = pytest.importorskip("nbclient")
    _, cells = notebook
    told = shown(cells)
    client = nbclient.NotebookClient(cells, timeout=300, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    assert shown(client.nb) == told


def shown(notebook):
    """Kinds of what each cell shows in the end; a bar that is through shows nothing."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    data = [[out.get("data", {}) for out in cell.outputs] for cell in cells]
    return [[sorted(one) for one in outputs if one and one.get("text/html") != ""] for outputs in data]
