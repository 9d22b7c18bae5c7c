"""What to say where a measure cannot be taken: an imported log may lack what it needs."""

from __future__ import annotations


class NotAvailable(Exception):  # noqa: N818 (it is no error)
    """A measure does not apply to this event; the message says what it lacks."""


class Never(NotAvailable):
    """What is measured never happened: a result like any other, and no lack of the log's or the event's."""
