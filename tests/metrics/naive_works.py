"""Slow, obvious twins of the measures of artworks, conflict, coordination and the rest, written from definitions.

Everything is plain Python on lists of placements (ts, user, x, y, color) and dicts; no kernel, no arrays.
"""

import math
from collections import defaultdict


def colors_before(rows, blank=0, wipes=()):
    """What each placement found; wipes are (ts, x0, y0, x1, y1, color), before the placements of that moment."""
    canvas, result, wipes = {}, [], list(wipes)
    for ts, _, x, y, color in rows:
        while wipes and wipes[0][0] <= ts:
            _, x0, y0, x1, y1, painted = wipes.pop(0)
            canvas |= {(a, b): painted for a in range(x0, x1) for b in range(y0, y1)}
        result.append(canvas.get((x, y), blank))
        canvas[x, y] = color
    return result


def artworks(rows, works, old):
    """Tables of each work: area, placements inside, agreeing, redundant, users; and artworks of each user.

    A work is a dict from (x, y) to the color that should be there.
    """
    tables, projects = [], defaultdict(set)
    for number, work in enumerate(works):
        inside = [(row, before) for row, before in zip(rows, old, strict=True) if row[2:4] in work]
        agreeing = [(row, before) for row, before in inside if row[4] == work[row[2:4]]]
        redundant = [row for row, before in agreeing if row[4] == before]
        users = {row[1] for row, _ in agreeing}
        for user in users:
            projects[user].add(number)
        tables.append((len(work), len(inside), len(agreeing), len(redundant), len(users)))
    return tables, {user: len(found) for user, found in projects.items()}


def gini(values):
    """Mean of |a - b| over all pairs, half of it over the mean."""
    n = len(values)
    return sum(abs(a - b) for a in values for b in values) / (2 * n * sum(values))


def log_slope(x, y):
    """Least squares on logarithms to base 10."""
    x, y = [math.log10(v) for v in x], [math.log10(v) for v in y]
    a, b = sum(x) / len(x), sum(y) / len(y)
    return sum((p - a) * (q - b) for p, q in zip(x, y, strict=True)) / sum((p - a) ** 2 for p in x)
