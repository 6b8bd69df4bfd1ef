"""What the image and its Compose file promise, as far as their text tells."""

from __future__ import annotations

import json
from typing import Any

import yaml

from bot.settings import BotSettings
from tests.container.dockerfile import copied, stages_of
from tests.support.paths import ROOT

STAGES = stages_of(ROOT / "Dockerfile")
IMAGE = STAGES[-1]


def _compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def test_every_stage_begins_with_the_same_slim_base_of_a_stated_release() -> None:
    assert {stage.base for stage in STAGES} == {"debian:12-slim"}


def test_all_that_is_copied_exists_and_is_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for stage in STAGES:
        for kind, argument in stage.steps:
            from_, sources, _ = copied(argument) if kind == "COPY" else ("-", [], "")
            for source in sources if not from_ else ():
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignored, source


def test_nothing_else_is_sent_to_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored
    wanted = {
        source
        for stage in STAGES
        for kind, argument in stage.steps
        if kind == "COPY" and not copied(argument)[0]
        for source in copied(argument)[1]
    }
    assert {line[1:] for line in ignored if line.startswith("!")} == wanted


def test_the_bot_is_not_root_and_no_later_step_needs_to_be() -> None:
    kinds = [kind for kind, _ in IMAGE.steps]
    assert IMAGE.last("USER") == "10001:10001"
    assert "RUN" not in kinds[kinds.index("USER") :]


def test_no_secret_is_in_the_image() -> None:
    assert "TOKEN" not in (ROOT / "Dockerfile").read_text("utf-8")
    assert "!.env" not in (ROOT / ".dockerignore").read_text("utf-8")


def test_the_health_check_asks_the_port_that_the_image_opens() -> None:
    port = IMAGE.environment()["QUOTH_HEALTH__PORT"]
    assert f"127.0.0.1:{port}/readyz" in IMAGE.health()[-1]


def test_all_that_the_bot_writes_is_in_a_volume() -> None:
    volumes = json.loads(IMAGE.last("VOLUME"))
    settings, home = BotSettings(_env_file=None), IMAGE.last("WORKDIR")  # type: ignore[call-arg]
    discord, library = settings.discord, settings.library
    written = [
        *(discord.corpora, discord.customs, discord.ledger, discord.audit, discord.blocked),
        *(library.index, library.fetched, library.register_path, library.sources),
    ]
    for path in written:
        assert any(f"{home}/{path.as_posix()}".startswith(f"{place}/") for place in volumes), path


def test_compose_keeps_the_volumes_and_closes_the_rest() -> None:
    quoth = _compose()["services"]["quoth"]
    assert quoth["read_only"] is True
    assert quoth["cap_drop"] == ["ALL"]
    assert quoth["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "mem_limit", "pids_limit"} <= quoth.keys()
    assert "ports" not in quoth
    assert "privileged" not in quoth
    mounted = [volume.partition(":")[2] for volume in quoth["volumes"]]
    assert mounted == json.loads(IMAGE.last("VOLUME"))
    assert quoth["stop_grace_period"] == "30s", "as long as systemd's TimeoutStopSec"
