"""Who knows a plan, and who was told of it, from docs/odd.md section 7.1."""

from canvas_sim.base.vocabulary import BY_TIE, UNTOLD
from naive.draws import block, unit

NOT_TOLD = (UNTOLD, -1)


def knows(eye, me, chosen):
    design, told = chosen[2], chosen[8]
    if eye.user(me)["design"] == design or told != UNTOLD:
        return True
    word, *_ = block(eye.seed, "insight", eye.user(me)["key"], 0, 0)
    return unit(word) < eye.set["people_insight"]


def news_of(eye, me, community, design):
    """(how, by whom) a user hears of a design from one whom it follows."""
    for friend in map(int, eye.world.ties[me]):
        if friend >= 0 and (eye.user(friend)["club"], eye.user(friend)["design"]) == (community, design):
            return BY_TIE, friend
    return NOT_TOLD
