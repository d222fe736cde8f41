"""What the rules refuse."""


class PeriodUnreadable(ValueError):
    """A text is no period code such as ``2023-Q3``, ``2023-H1``, ``2023-9M``, ``2023``."""


class DeadlineUnreadable(ValueError):
    """A text names no days, or could mean several."""


class RuleUnreadable(ValueError):
    """A text is no rule by which points are given."""


class BoundariesUnreadable(ValueError):
    """A file holds no areas that can be read."""
