"""What a community decides about its designs, from docs/odd.md sections 7.11 and 7.12."""

from canvas_sim.world import tables
from naive.constants import HOUR
from naive.draws import block, unit


def consider(eye, number, hours):
    """One of "site", "other", "larger", "more", "relocate" or "disband"; "" if it goes on."""
    group, rules, now = eye.community(number), eye.set, eye.clock["now"]
    if group["state"] == tables.SEARCHING:
        return "site"
    word, *words = block(eye.seed, "meet", group["key"], group["meetings"])
    b, c, d = map(unit, words)
    if group["raid"]:
        return "disband" if now - group["founded"] > rules["communities_raid_hours"] * HOUR else ""
    if group["kind"]:
        return ""
    if now - group["worked"] > rules["communities_idle"] * HOUR:
        return "disband"
    if gives_up(eye, number, hours, word):
        return "relocate" if b < rules["communities_relocate"] else "disband"
    drawn = group["given"] < 0  # nothing was handed in for it
    if drawn and c < rules["communities_redesign"] * hours:
        return "other"
    if not is_finished(eye, number) or d >= rules["communities_expand"] * hours:
        return ""
    return "larger" if drawn and b < rules["communities_enlarge"] else "more"


def is_finished(eye, number):
    group = eye.community(number)
    return group["looked"] >= 40 and group["wrong"] < 0.08 * group["looked"]


def gives_up(eye, number, hours, word):
    group, rules = eye.community(number), eye.set
    lost = group["wrong"] - group["blank"] > rules["communities_give_up_wrong"] * group["looked"]
    cut = group["yielded"] > 0.45 * group["looked"]
    return bool(group["looked"] >= 40 and (lost or cut) and unit(word) < rules["communities_give_up"] * hours)
