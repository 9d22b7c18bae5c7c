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


def mean_width(template, directions):
    """Extent of the pixels' corners along many directions, averaged."""
    pixels = [(x, y) for y, row in enumerate(template) for x, color in enumerate(row) if color != 255]
    corners = [(x + a, y + b) for x, y in pixels for a in (0, 1) for b in (0, 1)]
    total = 0.0
    for k in range(directions):
        angle = math.pi * (k + 0.5) / directions
        along = [x * math.cos(angle) + y * math.sin(angle) for x, y in corners]
        total += max(along) - min(along)
    return total / directions


def loyalty(rows, works, draws, size):
    """Where each user goes: its first placement as it is, then pixels of its home; None is any color.

    A work is a list of ((x, y), color), row by row. Home is a work that is there, those that agree first, then the
    smallest; or else a tile of 25 pixels.
    """
    homes, result = {}, []
    for (_, user, x, y, color), (u, v) in zip(rows, draws, strict=True):
        if user not in homes:
            there = [work for work in works if (x, y) in dict(work)]
            best = sorted(there, key=lambda work: (dict(work)[x, y] != color, len(work)))
            left, top = x // 25 * 25, y // 25 * 25
            homes[user] = best[0] if best else (left, top, min(25, size[0] - left), min(25, size[1] - top))
            result.append((x, y, color))
        elif isinstance(homes[user], list):
            place, goal = homes[user][int(u * len(homes[user]))]
            result.append((*place, goal))
        else:
            left, top, width, height = homes[user]
            result.append((left + int(u * width), top + int(v * height), None))
    return result


def mean_field(laid, ts, draws, other, k):
    """Pixel and color of each placement; wrong pixels first, then right ones, each work a list that is swapped."""
    pixels, colors, areas = laid
    order, wrong, start = [], [], 0
    for area in areas:
        mine = list(range(start, start + area))
        order.append([i for i in mine if colors[i] != 0] + [i for i in mine if colors[i] == 0])
        wrong.append(sum(colors[i] != 0 for i in mine))
        start += area
    crew, clock, result = [1.0] * len(areas), [0] * len(areas), []
    for now, (a, b, c), spoil in zip(ts, draws, other, strict=True):
        work = next(w for w in range(len(areas)) if a < sum(areas[: w + 1]) / sum(areas))
        while clock[work] + 300_000 <= now:
            y, n = wrong[work] / areas[work], crew[work]
            grown = k.recruit * (y**k.call_power - y**k.despair_power) - k.leave * n / (n + k.half_crew)
            crew[work] = max(n + grown, 0.0)
            clock[work] += 300_000
        y, mine = wrong[work] / areas[work], order[work]
        repairs = crew[work] * k.repair * y / (y + k.half_damage)
        attacks = k.attack * (1 - y**k.attack_power)
        if b < repairs / (repairs + attacks):
            at, edge = int(c * wrong[work]), wrong[work] - 1
            wrong[work] -= 1
        else:
            at, edge = wrong[work] + int(c * (areas[work] - wrong[work])), wrong[work]
            wrong[work] += 1
        mine[at], mine[edge] = mine[edge], mine[at]
        goal = mine[edge]
        if b < repairs / (repairs + attacks):
            result.append((pixels[goal], colors[goal]))
        else:
            result.append((pixels[goal], spoil if spoil != colors[goal] else spoil - 1 if spoil else 1))
    return result
