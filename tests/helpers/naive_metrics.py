"""Slow, obvious twins of the measures, written from the definitions: plain Python, one pixel after the other.

Frames are lists: `canvas[j][y][x]`. Open rectangles are x0, y0, x1, y1.
"""

import math
from collections import Counter
from fractions import Fraction
from statistics import mean, median, pstdev

HALF_HOUR, HOUR = 1_800_000, 3_600_000


def pixels(box):
    """All (y, x) of a rectangle."""
    x0, y0, x1, y1 = box
    return [(y, x) for y in range(y0, y1) for x in range(x0, x1)]


def share(found):
    """Share of what is true."""
    found = list(found)
    return sum(found) / len(found) if found else math.nan


# One canvas, canvas[y][x], all of it open


def neighbors(canvas, y, x):
    """Colors of the 4-neighbors that there are."""
    around = ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x))
    return [canvas[b][a] for b, a in around if 0 <= b < len(canvas) and 0 <= a < len(canvas[0])]


def everywhere(canvas):
    return pixels((0, 0, len(canvas[0]), len(canvas)))


def same_neighbor(canvas):
    """Each pair is seen from both of its pixels."""
    return share(canvas[y][x] == color for y, x in everywhere(canvas) for color in neighbors(canvas, y, x))


def isolated(canvas):
    return share(canvas[y][x] not in neighbors(canvas, y, x) for y, x in everywhere(canvas))


def shares(canvas):
    counts = Counter(canvas[y][x] for y, x in everywhere(canvas))
    return [count / sum(counts.values()) for count in counts.values()]


def entropy(canvas):
    return -sum(p * math.log2(p) for p in shares(canvas))


def same_at(canvas, distance):
    found = []
    for y, x in everywhere(canvas):
        if x + distance < len(canvas[0]):
            found.append(canvas[y][x] == canvas[y][x + distance])
        if y + distance < len(canvas):
            found.append(canvas[y][x] == canvas[y + distance][x])
    return share(found)


def components(canvas):
    """Sizes of areas of one color, found by walking."""
    left, sizes = set(everywhere(canvas)), []
    while left:
        todo, size = [left.pop()], 0
        while todo:
            y, x = todo.pop()
            size += 1
            for b, a in ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x)):
                if (b, a) in left and canvas[b][a] == canvas[y][x]:
                    left.remove((b, a))
                    todo.append((b, a))
        sizes.append(size)
    return sizes


# Frames


def filling(canvas, hours, opened, wanted):
    """Rows 6: the first frame at or above the share of what was open at first."""
    for j, frame in enumerate(canvas):
        if share(frame[y][x] != 0 for y, x in pixels(opened[0])) >= wanted:
            return hours[j]
    return math.nan


def plateau(canvas, opened):
    """Row 7: median of the not-white share over the last half."""
    found = [share(frame[y][x] != 0 for y, x in pixels(box)) for frame, box in zip(canvas, opened, strict=True)]
    return median(found[len(found) // 2 :])


def changed(canvas, opened, j):
    """Whether each pixel, open in both, differs between frame j - 1 and frame j."""
    return [canvas[j][y][x] != canvas[j - 1][y][x] for y, x in pixels(opened[j - 1])]


def net_change(canvas, hours, opened):
    """Row 14."""
    return median(share(changed(canvas, opened, j)) for j in range(1, len(canvas)) if hours[j] >= 6)


def change_per_placement(canvas, placements, opened):
    """Row 15."""
    found = []
    for j in range(1, len(canvas)):
        if placements[j] > placements[j - 1]:
            found.append(sum(changed(canvas, opened, j)) / (placements[j] - placements[j - 1]))
    return mean(found[:6]), mean(found[-6:])


def change_over_null(canvas, placements, opened, j):
    """Row 16."""
    found = changed(canvas, opened, j)
    rate = (placements[j] - placements[j - 1]) / len(found)
    counts = Counter(canvas[j][y][x] for y, x in pixels(opened[j]))
    squares = sum((count / sum(counts.values())) ** 2 for count in counts.values())
    return share(found) / ((1 - math.exp(-rate)) * (1 - squares))


def persistence(canvas, opened, lag):
    """Row 17."""
    return share(
        canvas[j][y][x] == canvas[j + lag][y][x] for j in range(12, len(canvas) - lag, 6) for y, x in pixels(opened[j])
    )


def mode(colors, ties):
    """The most frequent color; of equals the one that comes first or last in time."""
    counts = Counter(colors)
    most = max(counts.values())
    inclined = colors if ties == "older" else colors[::-1]
    return next(color for color in inclined if counts[color] == most)


def returns(canvas, opened, delay):
    """Row 18."""
    back = []
    for j in range(7, len(canvas) - delay, 3):
        for y, x in pixels(opened[j - 6]):
            ref = mode([canvas[k][y][x] for k in range(j - 6, j)], "newer")
            if canvas[j - 1][y][x] == ref and canvas[j][y][x] != ref:
                back.append(canvas[j + delay][y][x] == ref)
    return share(back)


def breaches(canvas, opened, tile):
    """Row 19: stable tile-hours, breaches, judged, undone."""
    hours = count = judged = undone = 0
    right, bottom = opened[-1][2:]
    left, top = min(box[0] for box in opened), min(box[1] for box in opened)
    for y in range(top, bottom - tile + 1, tile):
        for x in range(left, right - tile + 1, tile):
            places = pixels((x, y, x + tile, y + tile))
            inside = [set(places) <= set(pixels(box)) for box in opened]
            series = [[frame[b][a] for b, a in places] for frame, here in zip(canvas, inside, strict=True) if here]
            found = breaches_of_tile(series)
            hours, count = hours + found[0] / 2, count + found[1]
            judged, undone = judged + found[2], undone + found[3]
    return hours, count, judged, undone


def breaches_of_tile(series):
    """Half-hours that a tile was stable, its breaches, those judged and those undone; series[frame][pixel]."""
    stable = count = judged = undone = 0
    j = 8
    while j < len(series):
        ref = [mode(list(colors), "older") for colors in zip(*series[j - 8 : j], strict=True)]

        def agrees(k, ref=ref):
            return share(a == b for a, b in zip(series[k], ref, strict=True))

        painted = share(color != 0 for color in ref) >= 0.5
        if not painted or sum(agrees(k) for k in range(j - 6, j)) / 6 < 0.9 or agrees(j - 1) < 0.88:
            j += 1
            continue
        stable += 1
        if agrees(j) >= 0.8:
            j += 1
            continue
        count += 1
        healed = [k for k in range(j, min(j + 12, len(series) - 1) + 1) if agrees(k) >= 0.9]
        if len(series) - 1 - j >= 12:
            judged += 1
            undone += bool(healed)
        j = healed[0] + 1 if healed else j + 25
    return stable, count, judged, undone


def finished(canvas, opened, j):
    return share(canvas[j][y][x] == canvas[-1][y][x] for y, x in pixels(opened[j]))


def changes_of_pixels(canvas, opened):
    return [sum(canvas[j][y][x] != canvas[j - 1][y][x] for j in range(1, len(canvas))) for y, x in pixels(opened[-1])]


def final_ages(canvas, hours, opened):
    found = []
    for y, x in pixels(opened[-1]):
        last = [hours[j] for j in range(1, len(canvas)) if canvas[j][y][x] != canvas[j - 1][y][x]]
        found.append(hours[-1] - (last[-1] if last else 0))
    return found


# Logs: rows of (ts, user, x, y, color); cooldowns of (ms since the start, seconds)


def allowed(cooldowns, end):
    """Placements that one user can make, second by second."""
    return sum(1 / next(s for at, s in reversed(cooldowns) if at <= t * 1000) for t in range(end // 1000))


def users(rows):
    """Mean, SD over mean, share with exactly one, maximum."""
    counts = list(Counter(row[1] for row in rows if row[1] >= 0).values())
    return mean(counts), pstdev(counts) / mean(counts), share(count == 1 for count in counts), max(counts)


def day_and_night(rows, days):
    found = []
    for day in range(days):
        hourly = [0] * 24
        for row in rows:
            if day * 24 <= row[0] // HOUR < day * 24 + 24:
                hourly[row[0] // HOUR - day * 24] += 1
        found.append(max(hourly) / min(hourly))
    return median(found)


def concentration(canvas, opened, first, last, percent):
    """Share of the changes that the busiest pixels have."""
    counts = [
        sum(canvas[j][y][x] != canvas[j - 1][y][x] for j in range(first + 1, last + 1)) for y, x in pixels(opened[last])
    ]
    counts.sort(reverse=True)
    return sum(counts[: round(len(counts) * percent / 100)]) / sum(counts)


def going_back(canvas, opened, frames, delay):
    found = []
    for j in frames:
        for y, x in pixels(opened[j - 1]):
            if j + delay < len(canvas) and canvas[j][y][x] != canvas[j - 1][y][x]:
                found.append(canvas[j + delay][y][x] == canvas[j - 1][y][x])
    return share(found)


# Bursts


def patches_between(before, after, least):
    """Rows 24, 25 and 27: pixels, sides, and sides behind which the color was, of each patch, found by walking."""
    left = {(y, x) for y, x in everywhere(after) if before[y][x] != after[y][x]}
    found = []
    while left:
        todo, patch = [left.pop()], set()
        while todo:
            y, x = todo.pop()
            patch.add((y, x))
            near = {(b, a) for b, a in ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x)) if (b, a) in left}
            alike = {(b, a) for b, a in near if after[b][a] == after[y][x]}
            todo += alike
            left -= alike
        color = after[y][x]
        around = [(b, a) for y, x in patch for b, a in ((y, x + 1), (y, x - 1), (y + 1, x), (y - 1, x))]
        ends = [(b, a) for b, a in around if (b, a) not in patch and 0 <= b < len(after) and 0 <= a < len(after[0])]
        if len(patch) >= least:
            found.append((len(patch), len(ends), sum(before[b][a] == color for b, a in ends)))
    return sorted(found)


def takeovers_of_tile(series):
    """Row 26: takeovers of a tile, and those done within an hour; series[frame][pixel]."""
    found = []
    j = 24
    while j + 12 < len(series):

        def differing(k, last=series[j - 1]):
            return Fraction(sum(a != b for a, b in zip(series[k], last, strict=True)), len(last))

        stable = 1 - sum(differing(k) for k in range(j - 6, j)) / 6 >= Fraction(9, 10)
        if stable and differing(j) >= Fraction(1, 10) and differing(j + 12) >= Fraction(3, 10):
            found.append(any(differing(k) >= Fraction(4, 5) * differing(j + 12) for k in (j, j + 1)))
            j += 12
        j += 1
    return len(found), sum(found)
