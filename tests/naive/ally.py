"""When communities ally or settle their border, why, and when that ends, from docs/odd.md sections 7.9 and 7.12."""

from canvas_sim.base.vocabulary import BETRAYED, BROKEN, FORMED, LAPSED, TRUCE
from naive.consider import is_finished
from naive.constants import HOUR
from naive.draws import block, unit
from naive.relate import heads, relation_to, tied
from naive.seeing import alive


def willing(eye, a, slot, least):
    relation, rules = eye.relations(a)[slot], eye.set
    return bool(
        rules["society_between"]
        and alive(eye, relation["other"])
        and relation["trust"] >= least
        and tied(eye, a, slot) >= rules["alliances_ties"]
    )


def agree(eye, number, slot, hours):
    """What two who are not allied agree on: an alliance, a truce, or 0, nothing."""
    mine, rules = eye.relations(number)[slot], eye.set
    other, forms = mine["other"], rules["alliances_forms"]
    alike = mine["settled"] or mine["border"] <= 0
    least = forms if alike else min(forms, rules["alliances_settles"])
    both = [relation["other"] for relation in eye.relations(other)]
    if number not in both or not (willing(eye, number, slot, least) and willing(eye, other, both.index(number), least)):
        return 0
    key = eye.community(number)["key"] ^ (2 * eye.community(other)["key"] % 2**64)
    word = block(eye.seed, "meet/talk", key, eye.community(number)["meetings"])[0]
    if not eye.clock["forum"] or unit(word) >= rules["alliances_talk"] * hours:
        return 0
    trusts = mine["trust"], relation_to(eye, other, number)["trust"]
    return FORMED if min(trusts) >= forms else TRUCE


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
