"""Patterns that spread without a plan, a file each, found by the names in `canvas_sim.base.patterns`.

A pattern's file has three rules, which `canvas_sim.rules.spread` asks for:

- ``position(design, turn, lane, step)``: where a helper's walk stands after so many pixels, (x, y);
- ``wanted(world, number, x, y)``: the color that design `number` wants there, UNPLANNED if it does not care;
- ``reaction(world, x, y, word)``: what the helper makes of what is drawn there, FREE, TAKEN or PASSED.
"""
