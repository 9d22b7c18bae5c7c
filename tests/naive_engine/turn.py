"""What somebody who is due decides, from docs/odd.md section 3."""

from naive.act import act
from naive.attend import attend
from naive.come_back import come_back
from naive.look import look, worked_on
from naive.tell import tell

from naive_engine.attribution import consequences

DEED = ("placed", "x", "y", "color", "intent")
SEEN = ("looked", "wrong", "blank", "yielded", "blame", "thanks")


def decide(eye, me):
    """A plan of one turn, as a dict."""
    t = eye.user(me)["due"]
    chosen = attend(eye, me, t)
    sight = look(eye, me, chosen, t)
    done = act(eye, me, chosen, sight, t)
    vote, call, target, found, leave = tell(eye, me, chosen, sight, done)
    scarred, harmed, helped = consequences(eye, me, done)
    _, community, design, post, _, _, read, joined, told, source = chosen
    plan = {"user": me, "due": t, "next": come_back(eye, me, done[0], t)}
    plan |= {"community": -1 if leave else community, "design": design, "post": post}
    plan |= {"work": worked_on(chosen, sight)}
    plan |= {"read": read, "joined": joined, "told": told, "source": source}
    plan |= dict(zip(DEED, done, strict=True)) | {name: sight[name] for name in SEEN}
    plan |= {"vote": vote, "call": call, "target": target, "found": found}
    return plan | {"scarred": scarred, "harmed": harmed, "helped": helped}
