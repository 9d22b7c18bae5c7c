"""Search for parameters with which a small rplace-2017 is near the real one. See README.md.

    python experiments/calibration/search.py --trials 300 --scale 0.1

A search that was stopped goes on; several may run side by side on one storage file. Its seeds are never used to judge.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import optuna
from fit import HERE, loss, simulate, space

from canvas_sim.scenario.loading import load

SEEDS = (101, 102, 103)


def objective(trial: optuna.Trial, scale: float) -> float:
    """The loss of one run; seeds take turns."""
    values = {name: trial.suggest_float(name, low, high, log=log) for name, (low, high, log) in space().items()}
    event = simulate(values, SEEDS[trial.number % len(SEEDS)], scale)
    return loss(event)


def start() -> dict[str, float]:
    """Where the search begins: what the preset has now."""
    scenario = load("rplace-2017").model_dump()
    return {name: float(scenario[name.split(".")[0]][name.split(".")[1]]) for name in space()}


def main() -> None:
    """Search, and write all trials down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=300)
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=0, help="of the search; searches side by side need different ones")
    parser.add_argument("--storage", type=Path, default=HERE / "search.journal")
    given = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    warnings.simplefilter("ignore", FutureWarning)
    backend = optuna.storages.journal.JournalFileBackend(str(given.storage))
    sampler = optuna.samplers.CmaEsSampler(x0=start(), sigma0=0.08, seed=given.seed, popsize=14, use_separable_cma=True)
    study = optuna.create_study(
        storage=optuna.storages.JournalStorage(backend), study_name="fit", load_if_exists=True, sampler=sampler
    )
    study.optimize(lambda trial: objective(trial, given.scale), n_trials=given.trials)
    table = study.trials_dataframe(attrs=("number", "value", "params")).dropna().sort_values("value")
    table.columns = [name.removeprefix("params_") for name in table.columns]
    table.to_csv(HERE / "trials.csv", index=False, float_format="%.5g")
    print(table.head(10).T.to_string())


if __name__ == "__main__":
    main()
