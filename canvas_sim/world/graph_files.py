"""Social graphs from files, as people keep them: who knows whom, or which circles do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from canvas_sim.base.errors import UserError

if TYPE_CHECKING:
    import networkx as nx

PACKED = (".gz", ".bz2")
FORMATS = {
    ".graphml": "GraphML",
    ".gexf": "GEXF",
    ".gml": "GML",
    ".net": "Pajek",
    ".adjlist": "adjacency list",
    **dict.fromkeys((".edgelist", ".edges", ".txt", ".csv"), "edge list"),
}


def read_graph(path: Path) -> nx.Graph:
    """A graph from a file, whose name says what it is.

    An edge list has a line for each edge: two nodes and maybe a weight, with spaces, tabs or commas between; what comes
    after # is left out. Nodes that are all whole numbers come in their order, others as they first occur.

    Parameters
    ----------
    path : ends in .graphml, .gexf, .gml, .net (Pajek), .adjlist, .edgelist, .edges, .txt or .csv; maybe .gz or .bz2 too

    Raises
    ------
    UserError
        It cannot be read, or is not what its name says.
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    kind = next((suffix for suffix in reversed(suffixes) if suffix not in PACKED), "")
    if kind not in FORMATS:
        raise UserError(f"society.graph: {path} ends in none of {', '.join(FORMATS)}, which say what is in it")
    try:
        return _reader(kind)(path)
    except FileNotFoundError:
        raise UserError(f"society.graph: there is no file {path}") from None
    except OSError as error:
        raise UserError(f"society.graph: cannot read {path}: {error.strerror or error}") from None
    except Exception as error:  # readers fail in as many ways as files can be wrong
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise UserError(f"society.graph: {path} is no {FORMATS[kind]}: {reason}") from None


def _reader(kind: str) -> Callable[[Path], Any]:
    import networkx as nx

    readers = {
        ".graphml": nx.read_graphml,
        ".gexf": nx.read_gexf,
        ".gml": lambda path: nx.read_gml(path, label=None),
        ".net": nx.read_pajek,
        ".adjlist": lambda path: _ordered(nx.read_adjlist(path)),
    }
    return readers.get(kind, _edge_list)


def _edge_list(path: Path) -> nx.Graph:
    import networkx as nx
    from networkx.utils import open_file

    graph = nx.Graph()

    @open_file(0, mode="rb")
    def read(file: Any) -> None:
        for number, line in enumerate(file, 1):
            parts = line.decode().partition("#")[0].replace(",", " ").split()
            if len(parts) not in (0, 2, 3):
                raise ValueError(f"line {number} has {len(parts)} parts; it needs two nodes, and maybe a weight")
            if parts:
                graph.add_edge(parts[0], parts[1], **({"weight": float(parts[2])} if len(parts) == 3 else {}))

    read(path)
    return _ordered(graph)


def _ordered(graph: nx.Graph) -> nx.Graph:
    """The same graph, its nodes in the order of their numbers if all of them are numbers."""
    import networkx as nx

    if not all(node.isdecimal() for node in graph):
        return graph
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph, key=int))
    ordered.add_edges_from(graph.edges(data=True))
    return ordered
