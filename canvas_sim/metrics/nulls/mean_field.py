"""The mean-field null model: damage and defenders of each artwork follow two equations, and nothing else matters.

    dy/dt = -n r y / (y + y_m) + A (1 - y^b)
    dn/dt = R (y^g - y^a) - L n / (n + n_0)

y is the share of an artwork's pixels that are wrong, n the strength of its defenders, time in cooldowns of 5 minutes.
The first equation is played with placements: they come when the log has them, go to artworks in proportion to their
area, and repair a wrong pixel or spoil a right one with the odds of its two terms.

Source: the pair of equations of Falmagne, Stephenson & Levin (PNAS 2026). The constants are ours: they balance at 6 %
damage, with about as many attacks as repairs, which is what the artworks of 2017 had.
"""

from typing import NamedTuple

import numpy as np

from canvas_sim.base.jit import kernel

COOLDOWN = 300_000  # ms


class Constants(NamedTuple):
    """Constants of the two equations, per cooldown."""

    repair: float = 1.0  # r
    half_damage: float = 0.05  # y_m
    attack: float = 0.5  # A
    attack_power: float = 2.0  # b
    recruit: float = 0.9  # R
    call_power: float = 1.0  # g
    despair_power: float = 2.0  # a
    leave: float = 0.1  # L
    half_crew: float = 1.0  # n_0


class Field:
    """Artworks that are damaged and repaired; all is wrong at the start but what has the color of the blank canvas.

    Parameters
    ----------
    laid : pixels, colors and areas of the artworks, see `canvas_sim.metrics.works.artworks.lay`
    background : color of the blank canvas
    """

    def __init__(self, laid: tuple[np.ndarray, np.ndarray, np.ndarray], background: int) -> None:
        _, colors, area = laid
        self._laid = laid
        first = np.cumsum(area) - area
        right = colors == background
        work = np.repeat(np.arange(len(area)), area)
        # Wrong pixels of each artwork stand before its right ones.
        self._order = np.lexsort((right, work))
        self._wrong = area - np.bincount(work[right], minlength=len(area))
        self._first, self._share = first, np.cumsum(area) / area.sum()
        self._crew = np.full(len(area), Constants().half_crew)
        self._time = np.zeros(len(area), np.int64)

    def place(self, ts: np.ndarray, draws: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pixels (y * width + x) and colors of placements at times `ts` (ms).

        Parameters
        ----------
        draws : float64 [3, row], in [0, 1)
        other : uint8 [row], colors to spoil with; the next one where it would be the right color
        """
        work = np.searchsorted(self._share, draws[0], side="right")
        chosen, color = np.empty(len(ts), np.int64), np.empty(len(ts), np.uint8)
        state = (self._order, self._wrong, self._crew, self._time)
        play((*self._laid, self._first), state, Constants(), (ts, work, draws, other), (chosen, color))
        return self._laid[0][chosen], color


@kernel
def play(laid, state, constants, placements, result):
    """Repair or spoil a pixel for each placement."""
    _, colors, area, first = laid
    order, wrong, crew, time = state
    ts, work, draws, other = placements
    for i in range(len(ts)):
        w = work[i]
        while time[w] + COOLDOWN <= ts[i]:
            crew[w] = crew_after(crew[w], wrong[w] / area[w], constants)
            time[w] += COOLDOWN
        repair = draws[1, i] < repair_share(wrong[w] / area[w], crew[w], constants)
        low, count = (0, wrong[w]) if repair else (wrong[w], area[w] - wrong[w])
        k = first[w] + low + np.int64(draws[2, i] * count)
        edge = first[w] + wrong[w] + (-1 if repair else 0)
        order[k], order[edge] = order[edge], order[k]
        wrong[w] += -1 if repair else 1
        goal = order[edge]
        result[0][i] = goal
        result[1][i] = colors[goal] if repair else spoiled(colors[goal], other[i])


@kernel
def spoiled(right, other):
    """A color that is not the right one: `other`, or a neighbor of it in the palette."""
    if other != right:
        return other
    return np.uint8(other - 1 if other else 1)


@kernel
def repair_share(y, n, constants):
    """Share of placements that repair, at damage y with defenders n."""
    repairs = n * constants.repair * y / (y + constants.half_damage)
    attacks = constants.attack * (1 - y**constants.attack_power)
    return repairs / (repairs + attacks) if repairs + attacks > 0 else 1.0 * (y > 0)


@kernel
def crew_after(n, y, constants):
    """Defenders one cooldown later; never below 0."""
    called = constants.recruit * (y**constants.call_power - y**constants.despair_power)
    return max(n + called - constants.leave * n / (n + constants.half_crew), 0.0)
