"""The social graph: the families are what they are called, one user more moves nobody, graphs are taken as they are."""

import networkx as nx
import numpy as np
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.communities import Society
from canvas_sim.world.graph_arrays import MOST, Circles, neighbors
from canvas_sim.world.tables import LIFE, NOBODY
from canvas_sim.world.ties import make_ties

USERS = 3000
FAMILIES = ("block", "small_world", "scale_free")


def made(users=USERS, seed=5, graph=None, more=0, **society):
    """(ties, circles) of `users` users, and `more` raiders behind them."""
    lives = np.zeros(users + more, LIFE)
    return make_ties(Society(**society), seed, users, lives, graph), lives["circle"]


def made_of(family, **changes):
    lives = np.zeros(changes.pop("users", USERS), LIFE)
    seed = changes.pop("seed", 5)
    ties = make_ties(Society.model_validate({"graph": family} | changes), seed, len(lives), lives)
    return ties, lives["circle"]


def as_graph(ties):
    graph = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    users, slots = np.nonzero(ties >= 0)
    graph.add_edges_from(zip(users.tolist(), ties[users, slots].tolist(), strict=True))
    return graph


def degrees(graph):
    return np.array([degree for _, degree in graph.degree()])


def inside(ties, circles):
    """Share of the ties that stay in the circle."""
    users, slots = np.nonzero(ties >= 0)
    return np.mean(circles[users] == circles[ties[users, slots]])


@pytest.mark.parametrize("family", FAMILIES)
def test_same_seed_same_ties_and_other_seed_others(family):
    ties, _ = made_of(family)
    again, _ = made_of(family)
    other, _ = made_of(family, seed=6)
    np.testing.assert_array_equal(ties, again)
    assert not np.array_equal(ties, other)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("users", [1, 2, 50, USERS])
def test_one_user_more_moves_nobody(family, users):
    ties, circles = made_of(family, users=users)
    more, more_circles = made_of(family, users=users + 1)
    np.testing.assert_array_equal(more[:-1], ties)
    np.testing.assert_array_equal(more_circles[:-1], circles)


@pytest.mark.parametrize("family", FAMILIES)
def test_everybody_follows_only_lower_numbers(family):
    ties, _ = made_of(family)
    assert (ties < np.arange(USERS)[:, None]).all()
    assert (ties >= NOBODY).all()
    assert np.mean(ties >= 0) > 0.9


def test_raiders_have_neither_ties_nor_circle():
    ties, circles = made(more=7)
    assert (ties[USERS:] == NOBODY).all()
    assert (circles[USERS:] == NOBODY).all()
    assert (circles[:USERS] >= 0).all()


@pytest.mark.parametrize("changes", [{"graph": "none"}, {"ties": 0}])
def test_nobody_knows_anybody(changes):
    lives = np.zeros(50, LIFE)
    ties = make_ties(Society.model_validate(changes), 5, 50, lives)
    assert (ties == NOBODY).all()
    assert (lives["circle"] == NOBODY).all()


@pytest.mark.parametrize("outside", [0.0, 0.15, 0.6, 1.0])
def test_share_of_block_ties_that_stay_in_the_circle(outside):
    ties, circles = made_of("block", circle=100, outside=outside)
    by_chance = np.mean([np.mean(circles[:user] == circles[user]) for user in range(1, USERS)])
    assert inside(ties, circles) == pytest.approx(1 - outside + outside * by_chance, abs=0.03)


def test_blocks_cluster_as_in_networkx():
    ties, circles = made_of("block", circle=60, outside=0.15, users=1500)
    graph = as_graph(ties)
    sizes = np.bincount(circles)
    counts = np.zeros((len(sizes), len(sizes)))
    for a, b in graph.edges():
        counts[circles[a], circles[b]] += 1
        counts[circles[b], circles[a]] += 1
    pairs = np.outer(sizes, sizes) - np.diag(sizes)
    twin = nx.stochastic_block_model(sizes.tolist(), np.minimum(1, counts / np.maximum(pairs, 1)), seed=1)
    shuffled = nx.gnm_random_graph(1500, graph.number_of_edges(), seed=1)
    assert nx.average_clustering(graph) == pytest.approx(nx.average_clustering(twin), rel=0.5)
    assert nx.average_clustering(graph) > 5 * nx.average_clustering(shuffled)


def test_circles_are_of_the_size_asked_for_and_unequal():
    _, circles = made_of("block", circle=100, users=30_000)
    sizes = np.bincount(circles)
    assert 30_000 / len(sizes) == pytest.approx(100, rel=0.2)
    assert sizes.max() > 4 * np.median(sizes)


def test_small_world_is_clustered_and_yet_near():
    ties, _ = made_of("small_world", ties=4, outside=0.1, users=1000)
    graph, twin = as_graph(ties), nx.connected_watts_strogatz_graph(1000, 8, 0.1, seed=1)
    assert nx.average_clustering(graph) == pytest.approx(nx.average_clustering(twin), rel=0.25)
    ring = as_graph(made_of("small_world", ties=4, outside=0, users=1000)[0])
    near, far = (nx.average_shortest_path_length(one) for one in (graph, ring))
    assert near == pytest.approx(nx.average_shortest_path_length(twin), rel=0.25)
    assert far > 5 * near


def test_scale_free_has_hubs_as_in_networkx():
    ties, _ = made_of("scale_free", ties=4, outside=0)
    ours, twin = degrees(as_graph(ties)), degrees(nx.barabasi_albert_graph(USERS, 4, seed=1))
    plain = degrees(nx.gnm_random_graph(USERS, 4 * USERS, seed=1))
    assert np.median(ours) == pytest.approx(np.median(twin), abs=1)
    for share in (0.9, 0.99):
        assert np.quantile(ours, share) == pytest.approx(np.quantile(twin, share), rel=0.4)
    assert ours.max() > 4 * plain.max()


def test_a_graph_of_users_is_taken_as_it_is():
    graph = nx.karate_club_graph()
    ties, circles = made(len(graph), graph=graph, more=2)
    for user in range(len(graph)):
        assert {int(other) for other in ties[user] if other >= 0} == set(graph[user])
    assert (ties[len(graph) :] == NOBODY).all()
    assert (circles == NOBODY).all()


def test_users_are_nodes_in_the_order_of_the_graph_and_arrows_are_followed():
    graph = nx.DiGraph([("ann", "bob"), ("bob", "cem"), ("cem", "ann"), ("cem", "cem")])
    ties, _ = made(3, graph=graph)
    np.testing.assert_array_equal(ties, [[1], [2], [0]])


def test_who_knows_too_many_follows_some_and_one_more_replaces_one():
    star = nx.star_graph(200)
    before, after = (set(neighbors(graph, 5)[0].tolist()) for graph in (star, nx.star_graph(201)))
    assert len(before) == len(after) == MOST
    assert len(before - after) <= 1
    assert set(neighbors(star, 6)[0].tolist()) != before


def test_no_edges_and_parallel_edges():
    np.testing.assert_array_equal(neighbors(nx.empty_graph(3), 5), [[NOBODY]] * 3)
    np.testing.assert_array_equal(neighbors(nx.MultiGraph([(0, 1), (0, 1), (1, 0)]), 5), [[1], [0]])


def test_circles_are_dealt_by_size():
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: 1, 1: 2, 2: 7}, "size")
    _, circles = made(20_000, graph=graph)
    np.testing.assert_allclose(np.bincount(circles) / 20_000, [0.1, 0.2, 0.7], atol=0.01)


def test_ties_stay_in_the_circle_or_go_along_edges_by_weight():
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 1.0), (0, 2, 3.0)])
    graph.add_node(3)
    ties, circles = made(20_000, graph=graph, outside=0.4)
    users, slots = np.nonzero(ties >= 0)
    between = np.zeros((4, 4))
    np.add.at(between, (circles[users], circles[ties[users, slots]]), 1)
    between /= between.sum(axis=1, keepdims=True)
    expected = [[0.6, 0.1, 0.3, 0], [0.4, 0.6, 0, 0], [0.4, 0, 0.6, 0], [0, 0, 0, 1]]
    np.testing.assert_allclose(between, expected, atol=0.015)


def test_one_user_more_among_circles_moves_nobody():
    graph = nx.connected_caveman_graph(4, 5)
    ties, circles = made(500, graph=graph)
    more, more_circles = made(501, graph=graph)
    np.testing.assert_array_equal(more[:-1], ties)
    np.testing.assert_array_equal(more_circles[:-1], circles)


def test_arrows_between_circles_go_one_way():
    circles = Circles.of(nx.DiGraph([(0, 1), (2, 1)]))
    np.testing.assert_array_equal(np.diff(circles.first), [1, 0, 1])


def named(**attributes):
    graph = nx.path_graph(3)
    for name, value in attributes.items():
        (nx.set_node_attributes if name == "size" else nx.set_edge_attributes)(graph, value, name)
    return graph


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (np.eye(3), "graph is ndarray; it must be a networkx graph"),
        (nx.Graph(), "graph has no nodes"),
        (nx.path_graph(11), "graph has 11 nodes, but there are 10 users"),
        (named(size=0), "graph, node 0: size is 0; it must be a number above 0"),
        (named(size="big"), "graph, node 0: size is 'big'"),
        (named(weight=float("nan")), "graph, edge 0 to 1: weight is nan"),
        (named(weight=-1), "graph, edge 0 to 1: weight is -1"),
    ],
)
def test_bad_graphs_are_refused(graph, said):
    with pytest.raises(UserError) as error:
        made(10, graph=graph)
    assert str(error.value).startswith(said)
