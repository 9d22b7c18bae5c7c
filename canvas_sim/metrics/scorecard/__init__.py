"""The scorecard: how near runs come to the real r/place, row by row, and how near null models do."""
