"""The palettes of the real events, a wide one of 256 colors, and the names of colors."""

import re
from collections.abc import Mapping, Sequence

from canvas_sim.base.color import rgb_distance
from canvas_sim.base.errors import UserError
from canvas_sim.base.suggest import nearest
from canvas_sim.scenario.schema import Scenario

NEAR = 48  # of red, green and blue, 0 to 255 each: so far apart are colors that may be mistaken for each other
SHOWN = 32  # colors that a message lists
_NAMED_2017 = """
    white FFFFFF  light_gray E4E4E4  gray 888888  black 222222  pink FFA7D1  red E50000  orange E59500  brown A06A42
    yellow E5D900  light_green 94E044  green 02BE01  cyan 00D3DD  blue 0083C7  dark_blue 0000EA  magenta CF6EE4
    purple 820080
"""
_NAMED_2022 = """
    burgundy 6D001A  dark_red BE0039  red FF4500  orange FFA800  yellow FFD635  pale_yellow FFF8B8  dark_green 00A368
    green 00CC78  light_green 7EED56  dark_teal 00756F  teal 009EAA  light_teal 00CCC0  dark_blue 2450A4  blue 3690EA
    light_blue 51E9F4  indigo 493AC1  periwinkle 6A5CFF  lavender 94B3FF  dark_purple 811E9F  purple B44AC0
    pale_purple E4ABFF  magenta DE107F  pink FF3881  light_pink FF99AA  dark_brown 6D482F  brown 9C6926  beige FFB470
    black 000000  dark_gray 515252  gray 898D90  light_gray D4D7D9  white FFFFFF
"""
# Behind the 16 of 2017: each next color is the one of the 4,096 with doubled hex digits that lies farthest, in the
# OKLab space, from all before it. No two of the 256 are nearer to each other than 0.053 there.
_SPREAD = """
    000000 006600 8811FF 881100 000077 005577 FF0099 99AAFF BB11BB 440055 7755AA DD7788 668800 77FFCC 000022 FF00FF
    5500BB BB1166 BBBBAA 00AA88 7777FF 554411 FFFF99 337766 3355DD 99AA33 550000 664466 113399 220000 FFBB77 00FF00
    22AADD AA6699 DD6611 55CC88 004400 FF88FF BB33FF 333355 220033 BBFF00 BBCCFF BB99BB 770044 FF66BB BBDD99 776677
    666611 8822BB 5500FF 994444 001100 8888CC 88EEFF FF4466 BB9977 FF8866 440088 77AAAA CCBB44 0077FF AA8822 00EE99
    AA55CC FFCCFF 11DD00 0066AA BB0011 005544 553388 FFFF11 CC5566 CC4499 994488 AA88FF 0099AA EE33CC 001144 DDAAFF
    991144 663333 FFDD88 5599FF 6655FF CCFFCC 0000BB 333311 88FF88 779966 665544 88BBDD 550033 6677AA 77DDBB 44AA44
    6644CC FF4400 BB4400 DD88CC AA66FF 3333CC FF88AA EEAA99 008844 DD2266 884400 AA0088 552255 BB7766 660099 009900
    FFCCBB 444444 FF55EE 66CC44 110011 777755 222277 00BBBB FFBB00 DDBBCC CC44DD 4444AA 99BB77 111122 446677 CCFF88
    0044FF BBFFFF 002200 5577DD 8855DD AA00DD 004455 220055 555588 331100 44BBFF DD00FF 442222 BB77BB 00EEEE 887700
    DD00AA BBDDCC 3300AA 883366 6699BB DD66AA 6611DD 558888 112255 DDAA66 773399 AA5566 227799 88DD88 5566BB 9944FF
    DD8855 331133 EE6655 FF7700 DD55FF 003333 00FF77 336644 335511 55DDFF 99CCCC 11BB77 660066 BBCC11 BBEE55 661122
    334488 66BB99 DDCC99 CC3344 FFEEBB BB99EE 447700 AA8899 000099 003300 EE4488 FF0033 CC0088 990066 99AA88 558855
    886699 9977DD 444466 FF6688 330011 DD99AA 9955AA BBAA55 009966 BB6600 004433 EEEE55 DD88FF FF9944 773300 995522
    8833DD DDEE99 77EE00 0055BB CCAADD 88CCFF CC8811 889900 006666 BB4477 DDCC66 883333 003366 DD4400 9999DD EE77DD
    775588 99BB00 AAAAAA AA3355 9933AA 662200 445544 3322EE 2288EE 00DD77 007744 CC00DD FF44BB 331166 CC55BB 772266
"""

PALETTES: dict[str, tuple[str, ...]] = {
    "2017": tuple(_NAMED_2017.split()[1::2]),
    "2022": tuple(_NAMED_2022.split()[1::2]),
    "256": tuple(_NAMED_2017.split()[1::2] + _SPREAD.split()),
}
"""Colors as RRGGBB, upper case, in the order of their indices."""

NAMES: dict[str, dict[str, int]] = {
    "2017": {name: index for index, name in enumerate(_NAMED_2017.split()[::2])},
    "2022": {name: index for index, name in enumerate(_NAMED_2022.split()[::2])},
}
"""Index of each color by its name."""
NAMES["256"] = NAMES["2017"]


def rrggbb(color: str) -> str:
    """A color as PALETTES writes it: no '#', upper case."""
    return color.removeprefix("#").upper()


def palette_of(scenario: Scenario) -> tuple[str, ...]:
    """The palette of a scenario, as RRGGBB, in the order of the indices.

    Raises
    ------
    UserError
        If there is no palette of that name.
    """
    palette = scenario.canvas.palette
    if not isinstance(palette, str):
        return tuple(rrggbb(color) for color in palette)
    if palette not in PALETTES:
        raise UserError(f"canvas.palette: there is no palette {palette!r}; there are {', '.join(PALETTES)}, or a list")
    return PALETTES[palette]


def index_of(scenario: Scenario, color: str) -> int:
    """Index of a color in the palette of a scenario, from RRGGBB or, in a palette of this module, from its name.

    Raises
    ------
    UserError
        If the palette does not have it.
    """
    names = NAMES.get(scenario.canvas.palette, {}) if isinstance(scenario.canvas.palette, str) else {}
    if color in names:
        return names[color]
    palette = palette_of(scenario)
    if rrggbb(color) in palette:
        return palette.index(rrggbb(color))
    near = _meant(color, names, palette)
    known = [*(names or palette)]
    left = len(palette) - len(known[:SHOWN])
    more = f" and {left} more, RRGGBB" if left else ""
    hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known[:SHOWN])}{more}"
    raise UserError(f"color {color!r} is not in the palette; {hint}")


def _meant(color: str, names: Mapping[str, int], palette: Sequence[str]) -> str | None:
    """The color that is meant: of a name like this one, or if six digits are given that looks so; None if none does."""
    if not re.fullmatch("[0-9A-F]{6}", rrggbb(color)):
        return nearest(color, [*names, *palette])
    apart = {other: rgb_distance(rrggbb(color), other) for other in palette}
    found = min(apart, key=apart.__getitem__)
    return found if apart[found] <= NEAR**2 else None
