"""What somebody says, from docs/odd.md section 7.7."""

from canvas_sim.base.user_kinds import BOT, ORDINARY
from canvas_sim.base.vocabulary import CALL_ATTACK, CALL_BUILD, CALL_DEFEND, CALL_HELP, GUARD
from naive.constants import OWN
from naive.draws import between, unit
from naive.relate import bound_by_treaty, grievance, is_allied
from naive.seeing import local_wear


def tell(eye, me, chosen, sight, done):
    purpose, community, _, post, *_ = chosen
    user, rules = eye.user(me), eye.set
    a, b, c, d = map(unit, eye.draw(me, "tell"))
    forum = bool(eye.clock["forum"])
    vote = forum and post >= 0 and a < rules["forum_vote"]
    call, target = 0, -1
    if forum and community >= 0 and sight["looked"] > 0:
        group = eye.community(community)
        leads = me in (group["leader0"], group["leader1"], group["leader2"])
        if b < rules["forum_leader_post" if leads else "forum_post"]:
            call, target = call_for(eye, me, (purpose, community), sight, leads and c)
    chance, b, c, _ = eye.draw(me, "tell/found")
    x0, y0, x1, y1 = eye.box
    half = rules["communities_founding_wear"]
    fading = half / (half + local_wear(eye, between(b, x0, x1), between(c, y0, y1)))
    found = user["kind"] == ORDINARY and unit(chance) < rules["communities_founding"] / 1000 * fading
    idle = sight["looked"] > 0 and not sight["found"] and not (done[0] and done[4] == GUARD)
    leave = idle and user["kind"] != BOT and d < rules["people_move"]
    return (int(vote), call, target, int(found), int(leave))


def call_for(eye, me, aim, sight, mood):
    """Kind of a call, and whom it is about; `mood` is a leader's, False for others."""
    purpose, community = aim
    alarm = eye.set["forum_alarm"] * sight["looked"]
    blamed = sight["blame"]
    angry = purpose == OWN and blamed >= 0 and mood is not False and mood < eye.life(me)["temper"]
    if angry and grievance(eye, community, blamed) >= 0.1 and not bound_by_treaty(eye, me, blamed):
        return CALL_ATTACK, blamed
    other = eye.design(sight["design"])["community"]
    if other != community:
        return (CALL_HELP, other) if sight["found"] and is_allied(eye, community, other) else (0, -1)
    if sight["wrong"] - sight["blank"] > alarm or sight["sore"]:
        return CALL_DEFEND, blamed
    if sight["blank"] > 0.5 * sight["looked"]:
        return CALL_BUILD, -1
    return 0, -1
