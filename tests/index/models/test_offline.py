"""Which models may be fetched: none of those that are here, and one of the hub at any time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.support.paths import ROOT

# Every way to the network is closed before anything is imported, and each attempt is noted.
ASKED = """
import json, os, socket, sys
tried = []
def closed(*place, **_):
    tried.append(str(place))
    raise OSError("no network")
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, closed)
socket.getaddrinfo = socket.create_connection = closed

from index.models.encoder import load_encoder
from index.errors import EncoderError, ReaderError
from index.models.loading import load_reader
from index.models.reader import ReaderInput
from index.settings import EncoderSettings, ReaderSettings

page = ReaderInput("The light", "It was automated in 1983.", ((0, 25),))
encoder, reader = load_encoder(EncoderSettings()), load_reader(ReaderSettings())
encoder.encode_question("When was it automated?")
encoder.encode_passages([page.text])
reader.read("When was it automated?", [page])
said = {"here": list(tried), "set": sorted(k for k in os.environ if k.endswith("_OFFLINE"))}
for kind in ("reader", "encoder"):
    tried.clear()
    try:
        if kind == "reader":
            load_reader(ReaderSettings(model="nobody/no-model")).read("When?", [page])
        else:
            load_encoder(EncoderSettings(model="nobody/no-model")).encode_question("When?")
    except (EncoderError, ReaderError) as error:
        said[kind] = [error.message, len(tried) > 0]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said() -> Any:
    """What a process reports that has used the default models, and then two of the hub."""
    environment = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=ROOT,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_the_default_models_are_loaded_without_the_network(said: Any) -> None:
    assert said["here"] == []


def test_what_is_set_for_the_whole_process_forbids_no_download(said: Any) -> None:
    assert said["set"] == []


@pytest.mark.parametrize("kind", ["reader", "encoder"])
def test_a_model_of_the_hub_is_looked_for_there_after_the_default_one_was_loaded(
    said: Any, kind: str
) -> None:
    message, tried = said[kind]
    assert "nobody/no-model cannot be loaded" in message
    assert tried
