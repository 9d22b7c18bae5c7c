"""Social graphs from files: what is in them is taken, what is wrong with them is said in one line."""

import gzip

import networkx as nx
import numpy as np
import pytest

from canvas_sim.base.errors import UserError
from canvas_sim.scenario.communities import Society
from canvas_sim.world.graph_files import read_graph
from canvas_sim.world.tables import LIFE
from canvas_sim.world.ties import make_ties

WRITERS = {
    "a.graphml": nx.write_graphml,
    "a.GraphML.gz": nx.write_graphml,
    "a.gexf": nx.write_gexf,
    "a.gml": nx.write_gml,
    "a.net": nx.write_pajek,
    "a.adjlist": nx.write_adjlist,
    "a.edgelist": lambda graph, path: nx.write_edgelist(graph, path, data=False),
    "a.txt.bz2": nx.write_weighted_edgelist,
    "a.csv": lambda graph, path: nx.write_edgelist(graph, path, delimiter=",", data=["weight"]),
}


def weighted():
    """Twelve nodes; none is alone, and numbers do not come in order of the edges."""
    graph = nx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_weighted_edges_from((11 - i, (14 - i) % 12, 1.0 + i) for i in range(12))
    return graph


@pytest.mark.parametrize("name", WRITERS)
def test_what_was_written_is_read(tmp_path, name):
    graph = weighted()
    WRITERS[name](graph, tmp_path / name)
    found = read_graph(tmp_path / name)
    assert [int(node) for node in found] == list(range(12))
    assert {frozenset(map(int, edge[:2])) for edge in found.edges()} == set(map(frozenset, graph.edges()))
    if name not in ("a.adjlist", "a.edgelist"):
        assert {float(weight) for *_, weight in found.edges(data="weight")} == set(range(1, 13))


def test_users_follow_the_edges_of_a_file(tmp_path):
    graph = weighted()
    nx.write_graphml(graph, tmp_path / "a.graphml")
    lives = np.zeros(12, LIFE)
    ties = make_ties(Society(graph=str(tmp_path / "a.graphml")), 5, 12, lives)
    for user in range(12):
        assert {int(other) for other in ties[user] if other >= 0} == set(graph[user])


def test_circles_of_a_file_have_sizes(tmp_path):
    graph = nx.Graph([(0, 1)])
    nx.set_node_attributes(graph, {0: 1.0, 1: 3.0}, "size")
    nx.write_graphml(graph, tmp_path / "a.graphml")
    lives = np.zeros(4000, LIFE)
    make_ties(Society(graph=str(tmp_path / "a.graphml")), 5, 4000, lives)
    assert np.bincount(lives["circle"])[1] == pytest.approx(3000, rel=0.05)


@pytest.mark.parametrize(("name", "content", "said"), [
    ("a.graphml", None, "there is no file {path}"),
    ("a.graphml", b"", "{path} is no GraphML: no element found"),
    ("a.graphml", b"\x89PNG\r\n", "{path} is no GraphML: "),
    ("a.graphml", b"<html></html>", "{path} is no GraphML: "),
    ("a.gml", b"hello", "{path} is no GML: "),
    ("a.gexf", b"<gexf/>", "{path} is no GEXF: "),
    ("a.net", b"*edges\n1 2\n", "{path} is no Pajek: "),
    ("a.txt", b"1 2\n3\n", "{path} is no edge list: line 2 has 1 parts; it needs two nodes, and maybe a weight"),
    ("a.csv", b"1,2,heavy\n", "{path} is no edge list: could not convert string to float: 'heavy'"),
    ("a.txt", b"\xff\xfe", "{path} is no edge list: 'utf-8' codec"),
    ("a.txt.gz", b"1 2\n", "cannot read {path}: Not a gzipped file"),
    ("a.xlsx", b"1 2\n", "{path} ends in none of .graphml, .gexf,"),
    ("a", b"1 2\n", "{path} ends in none of"),
])  # fmt: skip
def test_bad_files_are_refused_in_one_line(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_graph(path)
    assert str(caught.value).startswith("society.graph: " + said.format(path=path))
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_graph(tmp_path):
    (tmp_path / "a.gml").mkdir()
    with pytest.raises(UserError, match="Is a directory"):
        read_graph(tmp_path / "a.gml")


def test_comments_and_blank_lines_are_left_out(tmp_path):
    with gzip.open(tmp_path / "a.txt.gz", "wt") as file:
        file.write("# friends\n\nann bob  # since 2016\nbob\tcem\n")
    assert list(read_graph(tmp_path / "a.txt.gz").edges()) == [("ann", "bob"), ("bob", "cem")]
