"""What can go wrong when somebody says how far a plan's task is."""

from kpis.errors import KpiError


class UnknownTask(KpiError):
    """No stored plan has such a task. Facts: found."""

    code = "unknown_task"


class ProductMissing(KpiError):
    """A task is done only with a product: a document's number or a file."""

    code = "product_missing"


class DeadlineUnclear(KpiError):
    """A clarified deadline must itself be readable. Facts: found."""

    code = "deadline_unclear"


class UnknownReport(KpiError):
    """No such report, or it is withdrawn already. Facts: report."""

    code = "unknown_report"


class DoneInFuture(KpiError):
    """A task cannot have been done on a day that is still to come. Facts: day (a date)."""

    code = "done_in_future"


class UnknownTarget(KpiError):
    """A task can be linked to a stored criterion or a known indicator only. Facts: found."""

    code = "unknown_target"
