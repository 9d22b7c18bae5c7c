"""networkx graphs of a model: alliances, relations, ties of users and of communities."""

from typing import Any

import networkx as nx
import numpy as np

from canvas_sim.world.tables import ENDED, World

FELT = ("ties", "border", "grievance", "gratitude", "blows", "trust")


def alliance_graph(world: World) -> nx.Graph:
    """Living alliances: nodes are numbers of living communities, edges have `since` (ms) and `strength` (trust)."""
    graph = nx.empty_graph(living_communities(world).tolist())
    mine, slots = np.nonzero(_known(world) & (world.relations["allied"][: world.clock[0].communities] == 1))
    for community, slot in zip(mine.tolist(), slots.tolist(), strict=True):
        relation = world.relations[community, slot]
        other, trust = int(relation.other), float(relation.trust)
        known = graph.get_edge_data(community, other, {"strength": trust})
        graph.add_edge(community, other, since=int(relation.since), strength=min(trust, known["strength"]))
    return graph


def relation_graph(world: World) -> nx.DiGraph:
    """What each community feels about each other one that it knows: edges have the fields of a relation."""
    graph = nx.empty_graph(living_communities(world).tolist(), nx.DiGraph)
    for community, slot in zip(*(part.tolist() for part in np.nonzero(_known(world))), strict=True):
        relation = world.relations[community, slot]
        felt: dict[str, Any] = {name: float(relation[name]) for name in FELT}
        graph.add_edge(community, int(relation.other), **felt, allied=bool(relation.allied), since=int(relation.since))
    return graph


def follow_graph(world: World) -> nx.Graph:
    """Who follows whom, undirected: nodes are numbers of users. Some 2 s for a million ties."""
    graph = nx.empty_graph(len(world.users))
    users, slots = np.nonzero(world.ties >= 0)
    graph.add_edges_from(zip(users.tolist(), world.ties[users, slots].tolist(), strict=True))
    return graph


def community_tie_graph(world: World) -> nx.Graph:
    """Ties between members: nodes are numbers of living communities, edges have `weight`, the number of ties."""
    graph = nx.empty_graph(living_communities(world).tolist())
    users, slots = np.nonzero(world.ties >= 0)
    clubs = world.users["club"].astype(np.int64)
    mine, theirs = clubs[users], clubs[world.ties[users, slots]]
    between = (mine >= 0) & (theirs >= 0) & (mine != theirs)
    count = int(world.clock[0].communities)
    low, high = np.minimum(mine, theirs)[between], np.maximum(mine, theirs)[between]
    pairs, weights = np.unique(low * max(count, 1) + high, return_counts=True)
    for pair, weight in zip(pairs.tolist(), weights.tolist(), strict=True):
        if graph.has_node(pair // count) and graph.has_node(pair % count):
            graph.add_edge(pair // count, pair % count, weight=weight)
    return graph


def living_communities(world: World) -> np.ndarray:
    """Numbers of the communities that have not ended."""
    return np.flatnonzero(world.communities["state"][: world.clock[0].communities] != ENDED)


def _known(world: World) -> np.ndarray:
    """Relations between living communities, (communities, slots) of bool."""
    count = world.clock[0].communities
    states = world.communities["state"][:count]
    others = world.relations["other"][:count]
    return (others >= 0) & (states[others] != ENDED) & (states != ENDED)[:, None]
