"""docs/openapi.json against the server: what it says of requests and replies holds, and none of it is a fault."""

import subprocess
import sys
from pathlib import Path

import pytest

from fixture_server import ROOT
from served_till import ServedTill

# Streams never end; what a description can't say of tokens and order is tried by the stories.
CHECKS = ["not_a_server_error", "status_code_conformance", "content_type_conformance",
          "response_schema_conformance"]


@pytest.mark.parametrize("examples", [4, pytest.param(300, marks=pytest.mark.nightly)])
def test_the_server_does_what_the_description_says(examples, tmp_path):
    with ServedTill() as till:
        token = (till.data / "program.token").read_text().strip()
        run = subprocess.run(
            [Path(sys.executable).parent / "schemathesis", "run", ROOT / "docs/openapi.json",
             "--url", f"{till.url}/api/1", "--header", f"Authorization: Bearer {token}",
             "--checks", ",".join(CHECKS), "--exclude-path-regex", "events$", "--phases",
             "coverage,fuzzing" if examples > 100 else "fuzzing", "--max-examples", str(examples),
             "--rate-limit", "40/s", "--generation-deterministic", "--no-color", "--no-shrink",
             "--warnings", "off", "--request-timeout", "10"],
            capture_output=True, text=True, timeout=40 if examples < 100 else 900, cwd=tmp_path)
        assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
        assert till.process.poll() is None
