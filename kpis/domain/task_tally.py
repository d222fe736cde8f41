"""How many tasks of a plan stand where: counts, and shares of what is due and of all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kpis.domain.task_status import FINISHED, STANDING, Standing, TaskStatus


@dataclass(frozen=True, slots=True)
class Tally:
    """A plan's tasks on a day, or those of one unit or area."""

    total: int
    by_status: Counter[TaskStatus]
    # Tasks with a day that has gone by, and those of them whose days gone by are all answered.
    due: int
    kept: int

    @classmethod
    def of(cls, standings: Iterable[Standing], day: date) -> "Tally":
        """Return the count of tasks as they stand on a day."""
        known = list(standings)
        due = [one for one in known if any(each.due_on <= day for each in one.occurrences)]
        kept = [
            one
            for one in due
            if all(each.status in FINISHED for each in one.occurrences if each.due_on <= day)
        ]
        return cls(len(known), Counter(one.status for one in known), len(due), len(kept))

    def count(self, *statuses: TaskStatus) -> int:
        """Return how many tasks have one of these statuses."""
        return sum(self.by_status[one] for one in statuses)

    @property
    def done(self) -> int:
        """How many tasks are finished."""
        return self.count(*FINISHED)

    @property
    def finite(self) -> int:
        """How many tasks can be finished at all: standing ones never are."""
        return self.total - self.count(*STANDING)

    @property
    def share_of_due(self) -> float | None:
        """Percent of what is due by now that is done; None where nothing is due."""
        return 100 * self.kept / self.due if self.due else None

    @property
    def share_of_all(self) -> float | None:
        """Percent done of all tasks that can be finished; None where none can."""
        return 100 * self.done / self.finite if self.finite else None
