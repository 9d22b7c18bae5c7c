"""``python -m canvas_sim`` is ``canvas-sim``."""

from canvas_sim.cli.app import main

if __name__ == "__main__":
    main()
