"""Who keeps one small picture of its own, from docs/odd.md section 7.5."""

from canvas_sim.base.vocabulary import BUILD, REPAIR
from naive.constants import NOTHING
from naive.draws import below, block


def act_as_keeper(eye, me):
    wrong = [(x, y, color) for x, y, color in picture(eye, me) if eye.color(x, y) != color]
    if not wrong:
        return NOTHING
    x, y, color = wrong[below(eye.draw(me, "keep")[0], len(wrong))]
    return (1, x, y, color, BUILD if eye.color(x, y) == eye.background else REPAIR)


def picture(eye, me):
    """Its pixels, row by row: x, y, color."""
    life = eye.life(me)
    words = block(eye.seed, "keep/picture", eye.user(me)["key"], 0)
    for r in range(life["y1"] - life["y0"]):
        for c in range(life["x1"] - life["x0"]):
            figure = words[r // 3] // 2 ** (10 * (r % 3) + c) % 2
            yield life["x0"] + c, life["y0"] + r, life["color" if figure else "ground"]
