"""The real server, started as people start it."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from kpis.settings import ROOT
from kpis.ui.security import COOKIE


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ask(port, method, path, form=None, **headers):
    con = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        con.request(method, path, urlencode(form) if form else None, headers)
        answer = con.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        con.close()


def wait_for(port, process):
    for _ in range(240):
        assert process.poll() is None, process.communicate()
        try:
            return ask(port, "GET", "/health")
        except OSError:
            time.sleep(0.25)
    raise TimeoutError


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    environment = {**os.environ, "KPIS_DATA": str(folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "streamlit", "run", "kpis/ui/server.py"]
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    command += [f"--server.{name}={value}" for name, value in options.items()]
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            wait_for(port, process)
            said.seek(0)
            yield SimpleNamespace(port=port, folder=folder, said=said.read())
        finally:
            # As Ctrl-C does, so that Streamlit says goodbye to its sessions.
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def test_the_start_says_the_first_password_once_in_both_languages(server):
    passwords = re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", server.said)
    assert len(passwords) == 2
    assert len(set(passwords)) == 1
    form = {"name": "quan-tri", "password": passwords[0]}
    origin = {"Origin": f"http://127.0.0.1:{server.port}"}
    status, headers, _ = ask(server.port, "POST", "/auth/sign-in", form, **origin)
    assert status == 303
    assert headers["Location"].startswith("/auth/password")
    assert headers["Set-Cookie"].startswith(f"{COOKIE}=")


def test_health_says_that_it_lives_which_version_it_reads_and_nothing_secret(server):
    status, headers, body = ask(server.port, "GET", "/health")
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert json.loads(body) == {"status": "ok", "version": None}
    version = Path(server.folder, "store", "kpis-20240401T080000000000.duckdb")
    version.parent.mkdir(exist_ok=True)
    version.touch()
    _, _, body = ask(server.port, "GET", "/health")
    version.unlink()
    assert json.loads(body)["version"] == "20240401T080000000000"


def test_pages_and_streamlits_own_parts_come_with_the_headers(server):
    for path in ("/", "/overview?period=2023-Q3", "/_stcore/health"):
        status, headers, _ = ask(server.port, "GET", path)
        assert status == 200
        assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_a_form_of_another_site_is_refused(server):
    form = {"name": "quan-tri", "password": "x"}
    status, _, _ = ask(server.port, "POST", "/auth/sign-in", form, Origin="http://evil.example")
    assert status == 403
