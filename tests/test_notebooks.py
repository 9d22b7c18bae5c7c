"""Notebooks: each runs from top to bottom, says nothing unexpected, and is small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from named import missing_names

nbformat = pytest.importorskip("nbformat")

HOME = Path(__file__).parents[1]
NOTEBOOKS = {path.stem: path for path in sorted((HOME / "notebooks").glob("*.ipynb"))}
CELLS = {name: nbformat.read(path, as_version=4).cells for name, path in NOTEBOOKS.items()}
LARGEST = 500_000  # bytes
ABSOLUTE = re.compile(r"(?<![\w.:/<+])/\w[\w.-]*/\w")  # a path from the root of somebody's disk


def code_of(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


def test_outputs_are_there_and_small():
    assert [name[:2] for name in NOTEBOOKS] == ["01", "02", "03"]
    for name, path in NOTEBOOKS.items():
        codes = code_of(CELLS[name])
        assert path.stat().st_size < LARGEST, name
        assert sum(bool(cell.outputs) for cell in codes) >= 0.6 * len(codes), name
        assert not [out for cell in codes for out in cell.outputs if out.output_type == "error"], name


def test_what_they_use_of_the_package_is_there():
    for name, cells in CELLS.items():
        assert missing_names("\n".join(cell.source for cell in code_of(cells))) == [], name


def test_no_place_of_its_making_is_told():
    for cells in CELLS.values():
        outputs = [out for cell in code_of(cells) for out in cell.outputs]
        shown_text = [out.get("text", "") + out.get("data", {}).get("text/plain", "") for out in outputs]
        tables = [re.sub(r"base64,[\w+/=\s]*", "", out.get("data", {}).get("text/html", "")) for out in outputs]
        for text in (*(cell.source for cell in cells), *shown_text, *tables):
            assert not ABSOLUTE.search(text), ABSOLUTE.search(text)


def test_a_path_is_told_from_a_division():
    assert ABSOLUTE.search("saved as /home/me/runs/a") and ABSOLUTE.search("C:/x /opt/y/z")
    assert not ABSOLUTE.search("runs/a/b </td></tr> 3 / 4 https://example.org/a/b")


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_they_run(name, tmp_path):
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(NOTEBOOKS[name], as_version=4)
    told = shown(notebook)
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    assert shown(client.nb) == told


def shown(notebook):
    """Kinds of what each cell shows in the end; a bar that is through shows nothing."""
    data = [[out.get("data", {}) for out in cell.outputs] for cell in code_of(notebook.cells)]
    return [[sorted(one) for one in outputs if one and one.get("text/html") != ""] for outputs in data]
