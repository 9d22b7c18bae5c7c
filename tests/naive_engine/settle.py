"""The choice of a site, from docs/odd.md section 7.11."""

from naive.draws import alternative, below, block, unit, within
from naive.seeing import same_around, stands


def choose_site(eye, number, attempt):
    """(x, y, share held) of the cheapest site, x = -1 if the design is larger than the open canvas."""
    row, (x0, y0, x1, y1) = eye.design(number), eye.box
    if row["width"] > x1 - x0 or row["height"] > y1 - y0:
        return -1, -1, 1.0
    best = None
    for site in range(eye.set["communities_sites"]):
        words = block(eye.seed, "settle/site", row["key"], attempt, site)
        x, y, snug = candidate(eye, row, words)
        a, b, _c, _d = block(eye.seed, "settle/look", row["key"], attempt, site)
        held, cost = glances(eye, row, (x, y), a, b)
        cost += -0.12 * snug + 0.04 * unit(words[3])
        if best is None or cost < best[0]:
            best = (cost, (x, y, held))
    return best[1]


def candidate(eye, row, words):
    a, b, c, _d = words
    x0, y0, x1, y1 = eye.box
    width, height = row["width"], row["height"]
    held = eye.claims(within(a, x0, x1), within(b, y0, y1))
    if not held:
        return within(a, x0, x1 - width + 1), within(b, y0, y1 - height + 1), 0
    other = eye.design(held[0])
    right, bottom = other["x"] + other["width"], other["y"] + other["height"]
    far = c // 4 % 2
    x = [right, other["x"] - width, *[right - width if far else other["x"]] * 2][c % 4]
    y = [*[bottom - height if far else other["y"]] * 2, bottom, other["y"] - height][c % 4]
    inside = (min(max(x, x0), x1 - width), min(max(y, y0), y1 - height))
    return *inside, int(inside == (x, y))


def glances(eye, row, place, a, b):
    """(share held, mean cost) of a site."""
    count = eye.set["communities_site_glances"] + min(row["area"] // 100, 100)
    held, cost = 0, 0.0
    for k in range(count):
        word = alternative(a, b, k)
        x = place[0] + below(65536 * (word % 65536), row["width"])
        y = place[1] + below(word - word % 65536, row["height"])
        if eye.color(x, y) == eye.background and not eye.claims(x, y):
            continue
        if stands(eye, x, y):
            held, cost = held + 1, cost + 1
        else:
            cost += 0.35 if same_around(eye, x, y, eye.color(x, y)) == 0 else 0.6
    return held / count, cost / count
