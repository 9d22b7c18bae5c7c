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


def waits(rows, cooldowns):
    """Of each user its waits and how late after the cooldown, in ms; cooldowns are (from ms on, s), in order."""
    last, result = {}, defaultdict(list)
    for ts, user, *_ in rows:
        if user < 0:
            continue
        if user in last:
            seconds = [s for since, s in cooldowns if since <= last[user]][-1]
            result[user].append((ts - last[user], ts - last[user] - 1000 * seconds))
        else:
            result[user] = []
        last[user] = ts
    return result


def conflict_matrix(rows, works, net):
    """Users for one work and against another; a work is a dict from (x, y) to color."""
    balance = defaultdict(int)
    for _, user, x, y, color in rows:
        for number, work in enumerate(works):
            if user >= 0 and (x, y) in work:
                balance[user, number] += 1 if work[x, y] == color else -1
    users = {user for user, _ in balance}
    pairs = range(len(works))
    return [[sum(balance[u, a] >= net and balance[u, b] <= -net for u in users) for b in pairs] for a in pairs]


def longest(colors):
    """The most frequent of colors, the first one of equals."""
    return max(dict.fromkeys(colors), key=colors.count)


def losses(rows, states, window, end):
    """(place, ts, time, back) of each time that a pixel loses its reference; states[ms][y][x] is after each ms."""
    result = []
    for i, (ts, _, x, y, color) in enumerate(rows):
        earlier = [row[4] for row in rows[:i] if row[0] == ts and row[2:4] == (x, y)]
        before = earlier[-1] if earlier else (states[ts - 1][y][x] if ts else 0)
        past = [states[ms][y][x] for ms in range(max(ts - window, 0), ts)][::-1]
        ref = longest(past) if past else before
        if before != ref or color == ref:
            continue
        later = [
            row for row in rows[i + 1 :] if row[2:4] == (x, y) and row[4] == ref and row[0] <= min(ts + window, end)
        ]
        stop = later[0][0] if later else min(ts + window, max(end, ts))
        result.append(((y, x), ts, stop - ts, bool(later)))
    return result


def lasting(time, ended, t):
    """Kaplan and Meier: the share that lasts beyond t."""
    share = 1.0
    for s in sorted(set(time)):
        if s <= t:
            at_risk = sum(each >= s for each in time)
            share *= 1 - sum(e and each == s for each, e in zip(time, ended, strict=True)) / at_risk
    return share


def regions_at(states, pixels, t, window, end):
    """Damage, what follows, blank and stability of some pixels (x, y) at a time, as numbers of pixels and ms."""
    damaged = after = blank = held = 0
    for x, y in pixels:
        now = states[t][y][x]
        past = [states[ms][y][x] for ms in range(max(t - window, 0), t)][::-1]
        future = [states[ms][y][x] for ms in range(t, min(t + window, end))]
        ref = longest(past)
        damaged += ref != now
        after += bool(future) and longest(future) != now
        blank += ref == 0
        held += past.count(ref)
    return damaged, after, blank, held


def transitions(ts, damage, after, blank, limits):
    """(begin, end) of one region; limits are damage, times, samples of memory."""
    level, times, memory = limits
    result, k = [], memory
    while k < len(ts):
        mean = sum(damage[k - memory : k]) / memory
        if damage[k] > level and damage[k] > times * mean and blank[k] <= 0.5:
            ends = [j for j in range(k, len(ts)) if after[j] < level]
            result.append((ts[k], ts[ends[0]] if ends else -1))
            k = ends[0] if ends else len(ts)
            while k < len(ts) and damage[k] > level:
                k += 1
        else:
            k += 1
    return result


def breaches(states, pixels, ts, window, limits):
    """(begin, depth, time, back, loss in samples) of one region, and its stable samples."""
    area = len(pixels)

    def reference(t):
        return [longest([states[ms][y][x] for ms in range(max(t - window, 0), t)][::-1]) for x, y in pixels]

    def agreement(t, ref):
        return sum(states[t][y][x] == color for (x, y), color in zip(pixels, ref, strict=True)) / area

    refs = [reference(t) for t in ts]
    own = [agreement(t, ref) for t, ref in zip(ts, refs, strict=True)]
    quiet = []
    for k in range(len(ts)):
        calm = k >= limits.calm and sum(own[k - limits.calm + 1 : k + 1]) / limits.calm >= limits.stable - 1e-9
        quiet.append(calm and own[k] >= limits.stable and refs[k].count(0) <= area / 2)
    result, k = [], 1
    while k < len(ts):
        if quiet[k] or not quiet[k - 1]:
            k += 1
            continue
        since, begun, depth, loss = k, None, 0.0, 0.0
        while True:
            q = agreement(ts[k], refs[since - 1])
            if begun is None and q < limits.broken:
                begun = k
            if begun is not None:
                depth = max(depth, 1 - q)
                loss += 1 - q if q < limits.stable else 0
            over = k - begun >= limits.patience if begun is not None else k - since >= limits.memory
            if q >= limits.stable or over or k + 1 == len(ts):
                break
            k += 1
        if begun is not None:
            result.append((ts[begun], depth, ts[k] - ts[begun], q >= limits.stable, loss))
        k += 1
    return result, sum(quiet)


def variance(values):
    """Mean square distance from the mean."""
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values) / len(values)


def correlation(a, b):
    """Pearson's; 0 if either does not vary."""
    p, q = sum(a) / len(a), sum(b) / len(b)
    spread = math.sqrt(sum((x - p) ** 2 for x in a) * sum((y - q) ** 2 for y in b))
    return sum((x - p) * (y - q) for x, y in zip(a, b, strict=True)) / spread if spread > 1e-12 else 0.0


def auc(score, true):
    """Share of pairs of a true and a false one in which the true one scores higher; half for equals."""
    pairs = [(a, b) for a, t in zip(score, true, strict=True) if t for b, f in zip(score, true, strict=True) if not f]
    return sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs)


def shared_information(a, b):
    """Mutual information over the mean entropy, from the shares of all pairs of labels."""
    n = len(a)

    def share(*labels):
        return sum(pair == labels for pair in zip(*((a, b) if len(labels) == 2 else ()), strict=True)) / n

    mutual = 0.0
    for x in set(a):
        for y in set(b):
            if share(x, y):
                mutual += share(x, y) * math.log(share(x, y) / (a.count(x) / n * b.count(y) / n))
    entropies = [-sum(v.count(x) / n * math.log(v.count(x) / n) for x in set(v)) for v in (a, b)]
    return 2 * mutual / sum(entropies)


def membership(rows):
    """Community for which each user placed most, help aside, the lowest of equals; -1 without one."""
    users = max(row["user"] for row in rows) + 1
    result = []
    for user in range(users):
        own = [r["community"] for r in rows if r["user"] == user and r["community"] >= 0 and r.get("intent") != "help"]
        result.append(min(own, key=lambda club: (-own.count(club), club)) if own else -1)
    return result


def relations(rows, club, designs, many, size):
    """Help, attacks and contact between communities, from the definitions."""
    helped, attacked, contact = ([[0] * many for _ in range(many)] for _ in range(3))
    goals = []
    for row in designs:
        places = [
            (row["x"] + k % row["width"], row["y"] + k // row["width"]) for k in range(len(row.get("pixels", b"")))
        ]
        until = row["ended"] if row.get("ended", -1) >= 0 else math.inf
        for (x, y), color in zip(places, row.get("pixels", b""), strict=True):
            if color != 255 and 0 <= x < size[0] and 0 <= y < size[1]:
                goals.append((x, y, color, row["community"], row.get("founded", 0), until))
    for (ts, user, x, y, color), old in zip(rows, colors_before(rows), strict=True):
        a = club[user]
        for gx, gy, goal, b, founded, until in goals:
            if a >= 0 and a != b and color != old and (gx, gy) == (x, y) and founded <= ts < until:
                helped[a][b] += color == goal
                attacked[a][b] += old == goal
    for i, (x, y, _, a, founded, until) in enumerate(goals):
        for x2, y2, _, b, founded2, until2 in goals[:i]:
            near = abs(x - x2) + abs(y - y2) <= 1
            if a != b and near and max(founded, founded2) < min(until, until2):
                contact[a][b] += 1
                contact[b][a] += 1
    return helped, attacked, contact
