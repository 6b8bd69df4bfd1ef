"""Checking quotes of texts without spaces, and quotes that lost their accents."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.building.build import build
from index.citations.check import Checked, CheckVerdict, check
from index.snapshots.library import Library
from index.snapshots.snapshot import Snapshot
from index.sources.documents import find_sources
from tests.support.hashing_encoder import HashingEncoder

SOURCES = {
    "toshokan.md": (
        "# 図書館の利用案内\n\n"
        "図書館の本は二週間まで借りることができます。返却が遅れた場合は、次の貸出ができません。\n\n"
        "自習室は平日の午前九時から午後八時まで開いています。飲み物は蓋のあるものに限ります。\n"
    ),
    "tushuguan.md": (
        "# 借阅规则\n\n每位读者最多可以借五本书。逾期归还的读者在一个月内不能再借书。\n"
    ),
    "hito.md": (
        "# 集まり\n\n人々は九時にＡホールへ集まります。カードは１０枚まで使えます。\n\n"
        "子供は無料です。受付でパスワードを言ってください。\n"
    ),
    "decomposed.md": "# Menu\n\nThe cre\u0302me bru\u0302le\u0301e is made at noon.\n",
    "cafe.md": (
        "# The café\n\nThe café serves a soufflé until noon. Its résumé of the day hangs by the "
        "door, and the décor was chosen by the owner's fiancée.\n"
    ),
    "miete.md": "# Miete\n\nDie Kaution wird zwei Monate nach dem Auszug zurückgezahlt.\n",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    sources: Path = tmp_path_factory.mktemp("sources")
    for name, text in SOURCES.items():
        (sources / name).write_text(text, "utf-8")
    library = Library(tmp_path_factory.mktemp("index"))
    build(library, "default", find_sources(sources), HashingEncoder(), max_bytes=10**6)
    return library.get("default")


def changed(found: Checked) -> list[tuple[str, str]]:
    """The stretches that differ: what was claimed, and what the source has."""
    return [
        (found.claim[one.start : one.end], one.there.text if one.there else "")
        for one in found.changes
    ]


@pytest.mark.parametrize(
    ("claim", "differs"),
    [
        ("図書館の本は三週間まで借りることができます。", [("三", "二")]),
        ("自習室は平日の午前九時から午後八時まで聞いています。", [("聞", "開")]),
        ("飲み物は蓋のあるものに限りまず。", [("ず", "す")]),
        ("每位读者最多可以借三本书。", [("三", "五")]),
        ("The cafe serves a souffle until noon.", [("cafe", "café"), ("souffle", "soufflé")]),
        ("The café serves a souffle until noon.", [("souffle", "soufflé")]),
        ("人人は九時にＡホールへ集まります。", [("人", "々")]),
        ("人々は九時にＢホールへ集まります。", [("Ｂ", "Ａ")]),
        ("カードは１００枚まで使えます。", [("１００", "１０")]),
        ("こどもは無料です。", [("こども", "子供")]),
        ("コドモは無料です。", [("コドモ", "子供")]),
        ("受付でバスワードを言ってください。", [("バ", "パ")]),
        ("受付でパスワドを言ってください。", [("", "ー")]),
        (
            "Die Kaution wird zwei Monate nach dem Auszug zuruckgezahlt.",
            [("zuruckgezahlt", "zurückgezahlt")],
        ),
    ],
)
def test_one_other_character_is_a_change_and_its_place_is_named(
    snapshot: Snapshot, claim: str, differs: list[tuple[str, str]]
) -> None:
    found = check(claim, snapshot)
    assert found.verdict is CheckVerdict.CHANGED
    assert changed(found) == differs


@pytest.mark.parametrize(
    "claim",
    [
        "図書館の本は二週間まで借りることができます。",
        "自習室は平日の午前九時から午後八時まで開いています。",
        "逾期归还的读者在一个月内不能再借书。",
        "The café serves a soufflé until noon.",
        "The cafe\u0301 serves a souffle\u0301 until noon.",
        "The crême brûlée is made at noon.",
        "人々は九時にAホールへ集まります。",
        "カードは10枚まで使えます。",
        "受付でﾊﾟｽﾜｰﾄﾞを言ってください。",
        "受付でハ\u309aスワート\u3099を言ってください。",
    ],
)
def test_a_sentence_as_it_stands_is_exact(snapshot: Snapshot, claim: str) -> None:
    assert check(claim, snapshot).verdict is CheckVerdict.EXACT


@pytest.mark.parametrize(
    "claim",
    [
        "市役所の駐車場は土曜日も無料で利用することができます。",
        "会議の資料は前日までに全員に送らなければなりません。",
        "电影院的票可以在网上提前三天购买。",
        "El aparcamiento del ayuntamiento es gratuito los sábados.",
    ],
)
def test_a_sentence_of_another_text_is_in_no_source(snapshot: Snapshot, claim: str) -> None:
    assert check(claim, snapshot).verdict is CheckVerdict.ABSENT
