"""A process that reads files one by one, each in a child of its own with little time and memory.

``python -m tests.intake.confinement FOLDER`` answers for every file of a folder with one line of
JSON. Children are forked from a process without threads, so a file that kills its reader kills
nothing else, and modules and definitions are loaded once.
"""

import json
import os
import resource
import sys
from pathlib import Path

from kpis.catalogue.loading import Catalogue, load_catalogue
from kpis.intake.examining import examine
from kpis.intake.forms import Forms, load_forms
from kpis.settings import ROOT

SECONDS, MEMORY = 5, 1 << 30


def answer(catalogue: Catalogue, forms: Forms, path: Path) -> dict:
    """Return what a file came to, its time in seconds and its memory in bytes."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _confine()
        try:
            said = _verdict(catalogue, forms, path)
        except BaseException as error:  # noqa: BLE001 (the parent tells it)
            said = {"failed": repr(error)[:500]}
        with os.fdopen(writing, "w") as out:
            json.dump(said, out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as source:
        text = source.read()
    _, status, used = os.wait4(child, 0)
    said = json.loads(text) if text else {"failed": f"killed: {status}"}
    # The processor's time: the machine may be busy with something else.
    taken = {"seconds": used.ru_utime + used.ru_stime, "bytes": used.ru_maxrss * 1024}
    return {"file": path.name, **said, **taken}


def _confine() -> None:
    """Let this process have so much more address space, and so many seconds of the processor."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 1, SECONDS + 1))


def _verdict(catalogue: Catalogue, forms: Forms, path: Path) -> dict:
    verdict = examine(path.read_bytes(), path.name, catalogue, forms)
    return {
        "errors": sorted({one.code for one in verdict.findings if one.severity == "error"}),
        "values": [one.value for one in verdict.observations[:100]],
    }


if __name__ == "__main__":
    known = load_catalogue(ROOT / "data" / "catalogue"), load_forms(ROOT / "data" / "forms")
    for path in sorted(Path(sys.argv[1]).iterdir()):
        print(json.dumps(answer(*known, path)), flush=True)  # noqa: T201
