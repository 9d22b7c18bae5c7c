"""The one error that is a person's mistake: said in one line, without a traceback."""


class UserError(ValueError):
    """What was wrong, where, and what would be right. The command line prints it and exits with code 2."""
