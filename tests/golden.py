"""Digests of small events, pinned in ``goldens.toml``: results change only when somebody means it.

``make golden`` runs this file: it simulates all of them, writes the digests, and says which have moved. If any has,
CHANGELOG must have a new line that begins with **Results change**; until then nothing is written.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import networkx as nx
from small_events import TOWN, Gardener, Same

import canvas_sim
from canvas_sim import CanvasModel, load
from canvas_sim.scenario.loading import with_values

HERE = Path(__file__).parent
FILE, CHANGELOG = HERE / "goldens.toml", HERE.parent / "CHANGELOG.md"
MARK = "- **Results change**: "
PEOPLE = {"Same": Same, "Gardener": Gardener}


def goldens():
    """Each small event: its name, and what it is made from, with the digest that it had."""
    return tomllib.loads(FILE.read_text("utf-8"))["events"]


def event_of(base, scale=1.0, changes=(), **_others):
    """The scenario of an entry of ``goldens.toml``."""
    return with_values(TOWN, changes) if base == "town" else load(base, changes, scale=scale)


def simulated(entry):
    """An event run to its end, with its log: a `Run`, or a model if it has people or a graph of its own."""
    event, seed = event_of(**entry), entry["seed"]
    if not {"people", "circles"} & set(entry):
        return canvas_sim.run(event, seed)
    people = {PEOPLE[name]: number for name, number in entry.get("people", {}).items()}
    graph = nx.watts_strogatz_graph(entry["circles"], 4, 0.1, seed=1) if "circles" in entry else None
    return CanvasModel(event, seed, people=people, graph=graph).run()


def made(entry):
    """An entry of ``goldens.toml`` simulated: its digest, and its tables if it is a `Run`."""
    done = simulated(entry)
    if isinstance(done, CanvasModel):
        return done.digest(), None
    return done.digest, {"events": done.events[["intent"]], "posts": done.posts, "alliances": done.alliances}


def changes_told(changelog):
    """How many entries of a change log say that results change."""
    return sum(line.startswith(MARK) for line in changelog.splitlines())


def committed():
    """What ``goldens.toml`` was at the last commit; what it is now, where there is no git."""
    done = subprocess.run(["git", "show", "HEAD:./goldens.toml"], cwd=HERE, capture_output=True, text=True, check=False)
    return tomllib.loads(done.stdout if done.returncode == 0 else FILE.read_text("utf-8"))


def refusal(before, digests, told):
    """Why these digests must not be written, None if they may: what moved needs a line of its own."""
    known = {name: event.get("digest") for name, event in before["events"].items()}
    moved = [name for name, found in digests.items() if known.get(name) not in (None, found)]
    if moved and told <= before["changes_told"]:
        return f"{', '.join(moved)} moved, and CHANGELOG.md has no new line that begins with {MARK[:-2]}"
    return None


def written(events, digests, told):
    """``goldens.toml`` as text."""
    lines = ["# Written by `make golden`. Events are made from these keys; see tests/golden.py.", ""]
    lines += [f"changes_told = {told}  # lines of CHANGELOG.md that say that results change"]
    for name, event in events.items():
        lines += ["", f"[events.{name}]"]
        lines += [f"{key} = {_text(value)}" for key, value in (event | {"digest": digests[name]}).items()]
    return "\n".join(lines) + "\n"


def _text(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_text(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + "".join(f"\n    {_text(one)}," for one in value) + "\n]"
    if isinstance(value, str):
        return f"'{value}'" if '"' in value else f'"{value}"'
    return repr(value)


def main():
    events, told = goldens(), changes_told(CHANGELOG.read_text("utf-8"))
    digests = {}
    for name, event in events.items():
        digests[name] = made(event)[0]
        moved = "" if digests[name] == event.get("digest") else f"   was {event.get('digest', 'new')}"
        print(f"{name:<24}{digests[name]}{moved}", flush=True)
    refused = refusal(committed(), digests, told)
    if refused:
        print(refused, file=sys.stderr)
        sys.exit(2)
    FILE.write_text(written(events, digests, told), "utf-8")


if __name__ == "__main__":
    main()
