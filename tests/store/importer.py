"""Importing in processes of their own, started by lines of standard input.

``<by> <first> <count>`` starts one and is answered with its id, ``wait`` waits for the one started
first and is answered with its status. Children are forked from a process that has everything loaded
and no database open, so that killing twenty of them takes seconds; until it is waited for, a
child's id is not given to another process.
"""

import os
import sys
from contextlib import suppress

from kpis.accounts.roles import Actor
from kpis.errors import StoreBusy
from kpis.intake import recording
from kpis.intake.house import House, open_house
from tests.builders import counts, received

DISTRICTS = [f"kg-{number}" for number in (899, 900, *range(902, 915))]
CELLS = 2 * len(DISTRICTS)


def file_of(number: int):
    """Return a file of 30 cells that differs from every other number's."""
    year, quarter = divmod(number, 4)
    period = f"{2012 + year % 20}-Q{quarter + 1}"
    said = [counts("online_payment_rate", unit, number, 1000, period) for unit in DISTRICTS]
    return received(*said, file=f"{number}.xlsx")


def import_files(house: House, by: str, first: int, count: int) -> None:
    """Store files one by one, each as a version of its own; wait on where others are slow."""
    waiting = list(range(first, first + count))
    while waiting:
        with suppress(StoreBusy):
            recording.record(house, [file_of(waiting[0])], Actor.at_the_machine(by))
            del waiting[0]


def main() -> None:
    """Do as each line says."""
    house, children = open_house(), []
    for line in sys.stdin:
        if line == "wait\n":
            print(os.waitpid(children.pop(0), 0)[1], flush=True)  # noqa: T201
            continue
        by, first, count = line.split()
        if not (child := os.fork()):
            import_files(house, by, int(first), int(count))
            os._exit(0)
        children.append(child)
        print(child, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
