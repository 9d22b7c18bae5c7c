"""A world as plain numbers."""

from canvas_sim.world import tables as T
from naive.draws import block


class Eye:
    """A world as Python numbers."""

    def __init__(self, world):
        self.world = world
        self.clock = self.row(world.clock, 0)
        self.set = self.row(world.settings, 0)
        self.seed = self.clock["seed"]
        self.box = tuple(self.clock[name] for name in ("x0", "y0", "x1", "y1"))
        self.allowed = [int(color) for color in world.colors[: self.clock["colors"]]]
        self.background = self.clock["background"]

    @staticmethod
    def row(rows, number):
        return dict(zip(rows.dtype.names, rows[number].item(), strict=True))

    def user(self, me):
        return self.row(self.world.users, me)

    def life(self, me):
        return self.row(self.world.lives, me)

    def community(self, number):
        return self.row(self.world.communities, number)

    def design(self, number):
        return self.row(self.world.designs, number)

    def post(self, number):
        return self.row(self.world.posts, number)

    def relations(self, a):
        return [self.row(self.world.relations[a], slot) for slot in range(T.RELATIONS)]

    def color(self, x, y):
        return int(self.world.canvas[y, x])

    def claims(self, x, y):
        """Designs that cover a pixel, newest first."""
        return [int(claim) - 1 for claim in self.world.claims[y, x] if claim > 0]

    def scars(self, number):
        """(place, x, y) of pixels where a design was overwritten last, up to the first place that was never used."""
        for place, scar in enumerate(map(int, self.world.scars[number])):
            if scar == 0:
                return
            yield place, (scar - 1) % 65536, (scar - 1) // 65536

    def draw(self, me, name, slot=0, turn=None):
        user = self.user(me)
        return block(self.seed, name, user["key"], user["turns"] if turn is None else turn, slot)
