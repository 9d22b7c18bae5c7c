"""What to say where a measure cannot be taken: an imported log may lack what it needs."""

from __future__ import annotations


class NotAvailable(Exception):  # noqa: N818 (it is no error)
    """A measure does not apply to this event; the message says what it lacks."""
