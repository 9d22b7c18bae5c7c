"""Which name was meant, when somebody wrote one that there is not."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that looks most like this one, None if none does.

    Parameters
    ----------
    cutoff : how alike they must be, from 0 (anything is) to 1 (only equals are)
    """
    return next(iter(difflib.get_close_matches(name, list(known), 1, cutoff)), None)
