"""The choice of a site, and how a box is fitted to its neighbors, from docs/odd.md section 7.11."""

from naive.draws import alternative, below, between, block, unit
from naive.seeing import is_open, same_around, stands


def choose_site(eye, key, attempt, size):
    """(x, y, share held) of the cheapest site, x = -1 if (height, width) is larger than the open canvas."""
    (height, width), (x0, y0, x1, y1) = size, eye.box
    if width > x1 - x0 or height > y1 - y0:
        return -1, -1, 1.0
    best = None
    for site in range(eye.set["communities_sites"]):
        words = block(eye.seed, "settle/site", key, attempt, site)
        x, y, snug = candidate(eye, size, words)
        a, b, _c, _d = block(eye.seed, "settle/look", key, attempt, site)
        held, cost = glances(eye, size, (x, y), a, b)
        cost += -0.12 * snug + 0.04 * unit(words[3])
        if best is None or cost < best[0]:
            best = (cost, (x, y, held))
    return best[1]


def candidate(eye, size, words):
    a, b, c, _d = words
    x0, y0, x1, y1 = eye.box
    height, width = size
    held = eye.claims(between(a, x0, x1), between(b, y0, y1))
    if not held:
        return between(a, x0, x1 - width + 1), between(b, y0, y1 - height + 1), 0
    other = eye.design(held[0])
    right, bottom = other["x"] + other["width"], other["y"] + other["height"]
    far = c // 4 % 2
    x = [right, other["x"] - width, *[right - width if far else other["x"]] * 2][c % 4]
    y = [*[bottom - height if far else other["y"]] * 2, bottom, other["y"] - height][c % 4]
    inside = (min(max(x, x0), x1 - width), min(max(y, y0), y1 - height))
    return *inside, int(inside == (x, y))


def glances(eye, size, place, a, b):
    """(share held, mean cost) of a site."""
    height, width = size
    count = eye.set["communities_site_glances"] + min(height * width // 100, 100)
    held, cost = 0, 0.0
    for k in range(count):
        word = alternative(a, b, k)
        x = place[0] + below(65536 * (word % 65536), width)
        y = place[1] + below(word - word % 65536, height)
        if eye.color(x, y) == eye.background and not eye.claims(x, y):
            continue
        if stands(eye, x, y) or len(eye.claims(x, y)) >= 2:
            held, cost = held + 1, cost + 1
        else:
            cost += 0.35 if same_around(eye, x, y, eye.color(x, y)) == 0 else 0.6
    return held / count, cost / count


def fit(eye, box):
    """The box with its left, upper, right and lower side moved to where its neighbors end or begin."""
    box = list(box)
    for side in range(4):
        out = -1 if side < 2 else 1
        most = (box[side % 2 + 2] - box[side % 2]) // 4
        if line_held(eye, box, side, 0):
            inward = 0
            while inward < most and line_held(eye, box, side, -inward):
                inward += 1
            box[side] -= out * inward
        else:
            beyond = range(1, min(most, 8) + 2)
            box[side] += out * next((d - 1 for d in beyond if line_held(eye, box, side, d)), 0)
    return tuple(box)


def line_held(eye, box, side, d):
    """Whether the line d beyond the outermost one of a side (0 left, 1 upper, 2 right, 3 lower) is held."""
    x0, y0, x1, y1 = box
    if side % 2 == 0:
        x = x0 - d if side == 0 else x1 - 1 + d
        line = [(x, y) for y in range(y0, y1)]
    else:
        y = y0 - d if side == 1 else y1 - 1 + d
        line = [(x, y) for x in range(x0, x1)]
    if not is_open(eye, *line[0]):
        return True
    return sum(taken(eye, x, y) for x, y in line) > len(line) / 2


def taken(eye, x, y):
    return stands(eye, x, y) or (eye.color(x, y) == eye.background and eye.claims(x, y) != [])
