"""Different values of an array, and where each comes first."""

import numpy as np


def distinct(values: np.ndarray) -> np.ndarray:
    """Values in order, each once; np.unique hashes them, and can take a hundred times as long."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]


def first_rows(keys: np.ndarray) -> np.ndarray:
    """Which rows are the first ones with their key: bool [row]."""
    order = np.argsort(keys, kind="stable")
    result = np.zeros(len(keys), bool)
    result[order] = np.append(True, np.diff(keys[order]) != 0)[: len(keys)]
    return result
