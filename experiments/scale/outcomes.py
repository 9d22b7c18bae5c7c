"""What is measured of canvases of all sizes."""

from canvas_sim.record.run import Run


def alliances(run: Run) -> float:
    """Alliances formed per 100 communities that had a template."""
    groups = int((run.communities["kind"] == "template").sum())
    return 100 * int((run.alliances["what"] == "formed").sum()) / groups if groups else float("nan")
