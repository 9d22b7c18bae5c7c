"""How posts are ranked, from docs/odd.md section 7.10."""

import math


def hot(eye, number):
    post = eye.post(number)
    return math.log10(max(post["votes"], 1)) + post["ts"] / 1000 / eye.set["forum_gravity"]
