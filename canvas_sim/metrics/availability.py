"""What to say where a measure cannot be taken: logs of real events lack intents, and some of them users."""

from canvas_sim.record.run import Run


class NotAvailable(Exception):  # noqa: N818 (it is no error)
    """A measure does not apply to this event; the message says what it lacks."""


class Never(NotAvailable):
    """What is measured never happened: a result like any other, and no lack of the log's or the event's."""


def need_users(run: Run) -> None:
    """Refuse a log that does not say who placed what, by `NotAvailable`."""
    if not any((chunk["user"] >= 0).any() for chunk in run.chunks("user")):
        raise NotAvailable("the log does not say who placed what")


def need_communities(run: Run) -> None:
    """Refuse a log that does not say for which community anything was placed, by `NotAvailable`."""
    if not any((chunk["community"] >= 0).any() for chunk in run.chunks("community")):
        raise NotAvailable("the log does not say for which communities people placed")
