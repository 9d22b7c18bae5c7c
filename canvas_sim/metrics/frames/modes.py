"""The most frequent color."""

from canvas_sim.base.jit import kernel


@kernel
def mode_of(colors, newest):
    """The most frequent of some colors; of equally frequent ones the one that occurs last, or else first."""
    most = 0
    best = colors[0]
    for i in range(len(colors)):
        at = len(colors) - 1 - i if newest else i
        count = 0
        for k in range(len(colors)):
            count += colors[k] == colors[at]
        if count > most:
            best, most = colors[at], count
        if 2 * most > len(colors):  # no other can be as frequent
            break
    return best
