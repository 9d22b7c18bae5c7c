"""Whom a placement harms and helps, from docs/odd.md section 7.4."""

from naive.seeing import planned


def consequences(eye, me, done):
    """The design scarred, and the communities harmed and helped."""
    placed, x, y, color, _ = done
    harmed = helped = scarred = -1
    if placed and eye.color(x, y) != color:
        old = eye.color(x, y)
        for number in eye.claims(x, y):
            other, wanted = eye.design(number)["community"], planned(eye, number, x, y)
            if wanted == old and scarred < 0:
                scarred = number
            if other != eye.user(me)["club"]:
                if wanted == old and harmed < 0:
                    harmed = other
                if wanted == color and helped < 0:
                    helped = other
    return scarred, harmed, helped
