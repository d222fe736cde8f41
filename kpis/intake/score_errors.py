"""What can go wrong with scorecards and criteria sets in a way a person can act on."""

from kpis.errors import KpiError


class ScorecardNotLocked(KpiError):
    """There is no appraised scorecard to open again. Facts: set, org_unit."""

    code = "scorecard_not_locked"


class SetUnreadable(KpiError):
    """A workbook holds no criteria set. Facts: file."""

    code = "set_unreadable"
