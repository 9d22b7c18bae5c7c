"""Figures, as matplotlib draws them: of a run, of a sweep's effects, of a scorecard. They read tables, never models."""
