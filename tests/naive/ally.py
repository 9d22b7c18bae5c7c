"""When communities ally, why, and when an alliance ends, from docs/odd.md sections 7.9 and 7.12."""

from canvas_sim.base.vocabulary import BETRAYED, BROKEN, LAPSED
from naive.consider import is_finished
from naive.constants import HOUR
from naive.draws import block, unit
from naive.relate import heads, tied
from naive.seeing import alive


def willing(eye, a, slot):
    relation, rules = eye.relations(a)[slot], eye.set
    return bool(
        not relation["allied"]
        and rules["society_between"]
        and alive(eye, relation["other"])
        and relation["trust"] >= rules["alliances_forms"]
        and tied(eye, a, slot) >= rules["alliances_ties"]
    )


def agrees(eye, number, slot, hours):
    other = eye.relations(number)[slot]["other"]
    both = [relation["other"] for relation in eye.relations(other)]
    if number not in both or not willing(eye, number, slot) or not willing(eye, other, both.index(number)):
        return False
    key = eye.community(number)["key"] ^ (2 * eye.community(other)["key"] % 2**64)
    word = block(eye.seed, "meet/talk", key, eye.community(number)["meetings"])[0]
    return bool(eye.clock["forum"] and unit(word) < eye.set["alliances_talk"] * hours)


def ground_of_trust(eye, number, slot):
    """Name of a cause."""
    relation = eye.relations(number)[slot]
    border = eye.set["alliances_border"] * relation["border"]
    helped = eye.set["alliances_help"] * min(1, relation["gratitude"] / heads(eye, number))
    rest = relation["trust"] - border - helped
    if border >= max(helped, rest):
        return "border"
    return "help" if helped >= rest else "common enemy"


def review(eye, number, slot):
    """What becomes of an alliance, 0 if it goes on, and the name of the cause."""
    relation, rules, now = eye.relations(number)[slot], eye.set, eye.clock["now"]
    patience = rules["alliances_idle"] * HOUR
    if relation["blows"] >= rules["alliances_betrayal"] * heads(eye, number):
        return BETRAYED, "chosen" if 2 * relation["chosen"] > relation["blows"] else "unread"
    if relation["trust"] <= rules["alliances_breaks"]:
        return BROKEN, "damage"
    if now - relation["met"] > patience and now - relation["since"] > patience:
        return LAPSED, "no contact"
    return 0, ""


def defects(eye, number, slot, hours):
    group, other = eye.community(number), eye.relations(number)[slot]["other"]
    ready = group["leader0"] >= 0 and eye.clock["forum"] and is_finished(eye, number)
    word = block(eye.seed, "meet/defect", group["key"], group["meetings"], slot)[0]
    keen = unit(word) < eye.set["alliances_defect"] * hours
    return bool(ready and keen and alive(eye, other))
