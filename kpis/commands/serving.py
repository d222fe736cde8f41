"""Starting the dashboard: the store made ready, then Streamlit until somebody stops it."""

import subprocess
import sys

from kpis.accounts.roles import Actor
from kpis.intake.demonstration import import_demonstration
from kpis.intake.house import House
from kpis.intake.recording import establish
from kpis.settings import ROOT
from kpis.words import Words


def prepare(house: House, actor: Actor, t: Words) -> None:
    """Make the store ready: with the demonstration at first, later with changed definitions."""
    if not house.store.versions():
        establish(house, actor)
        import_demonstration(house, actor, t)
    elif house.outdated():
        establish(house, actor)


def serve(port: int) -> int:
    """Run the dashboard in the foreground and return its exit status."""
    script = str(ROOT / "kpis" / "ui" / "server.py")
    options = ["--server.port", str(port), "--server.headless", "true"]
    try:
        command = [sys.executable, "-m", "streamlit", "run", script, *options]
        done = subprocess.run(command, cwd=ROOT, check=False)
    except KeyboardInterrupt:
        return 0
    return done.returncode
