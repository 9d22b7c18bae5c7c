"""Rank: Reddit's hot formula. Votes count by their logarithm, and every `gravity` seconds weigh like ten times as many.

Source: Reddit's public ranking code (``hot``): log10(max(score, 1)) + seconds / 45000.
"""

import math

from canvas_sim.base.jit import rule


@rule
def hot(world, number):
    """Rank of post `number`; higher is better."""
    post = world.posts[number]
    return math.log10(max(post.votes, 1.0)) + post.ts / 1000.0 / world.settings[0].forum_gravity
