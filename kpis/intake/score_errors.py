"""What can go wrong with scorecards and criteria sets in a way a person can act on."""

from kpis.errors import KpiError


class ScorecardNotLocked(KpiError):
    """There is no appraised scorecard to open again. Facts: set, org_unit."""

    code = "scorecard_not_locked"


class SetUnreadable(KpiError):
    """A workbook holds no criteria set. Facts: file."""

    code = "set_unreadable"


class MarkNotPossible(KpiError):
    """A component does not take this as its card stands. Facts: item, kind."""

    code = "mark_not_possible"


class PointsOutOfRange(KpiError):
    """Points are below nought or above a component's highest. Facts: found, most."""

    code = "points_out_of_range"


class ClaimTooLow(KpiError):
    """A unit claims no more than was appraised. Facts: found, appraised."""

    code = "claim_too_low"


class BodyMissing(KpiError):
    """A point waits for another body, which has to be named."""

    code = "body_missing"


class AppraisalIncomplete(KpiError):
    """Components have not been appraised yet. Facts: count."""

    code = "appraisal_incomplete"


class DisputesOpen(KpiError):
    """Disputes have not been settled yet. Facts: count."""

    code = "disputes_open"


class NothingToAccept(KpiError):
    """No component waits for its appraisal with points that the unit gave itself."""

    code = "nothing_to_accept"
