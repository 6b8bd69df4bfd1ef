"""Take a picture of a page with an installed Chromium; nothing is downloaded."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from bot.preview.page import POLICY
from bot.preview.png import stamped
from index.errors import SettingsError

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)  # fmt: skip
OPTIONS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--virtual-time-budget=1000",
)  # fmt: skip
MEASURE = "<script>document.body.dataset.height = document.body.offsetHeight</script>"
HEIGHT = re.compile(r'data-height="(\d+)"')
BROWSER_TIMEOUT_SECONDS = 60
LOWEST = 200  # CSS pixels; Chromium's picture of a lower window is empty
REMEDY = "Write HTML instead (`--out FILE.html`), or install Chromium, Chrome or Edge."


def find_browser(named: str | None = None) -> str:
    """Find the browser to take pictures with: ``named``, or else the first one installed.

    :raises SettingsError: there is none.
    """
    for name in (named,) if named else NAMES:
        if found := shutil.which(name):
            return found
    what = f"no browser {named!r}" if named else "neither Chromium nor Chrome nor Edge was found"
    raise SettingsError(f"{what}, which a PNG needs", hint=REMEDY)


def picture_of(page: str, width: int, browser: str) -> bytes:
    """Take a PNG of the HTML ``page`` in its full height, stamped with the page's digest.

    ``width`` is in CSS pixels.

    :raises SettingsError: the browser did not make a picture.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        shown, measured, picture = (Path(folder, name) for name in ("p.html", "m.html", "p.png"))
        shown.write_text(page, "utf-8")
        measured.write_text(page.replace(POLICY, "", 1) + MEASURE, "utf-8")
        common = [browser, *OPTIONS, *_unprivileged(), f"--user-data-dir={folder}/profile"]
        dom = _run([*common, f"--window-size={width},2000", "--dump-dom", measured.as_uri()])
        height = HEIGHT.search(dom)
        full = max(int(height[1]), LOWEST) if height else 2000
        size = f"--window-size={width},{full}"
        _run([*common, size, f"--screenshot={picture}", shown.as_uri()])
        try:
            return stamped(picture.read_bytes(), page)
        except (OSError, ValueError):
            raise SettingsError(f"{browser} did not make a picture", hint=REMEDY) from None


def _unprivileged() -> list[str]:
    """Return the option that root needs: Chromium refuses root its sandbox (as in containers)."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _run(command: list[str]) -> str:
    try:
        return subprocess.run(  # noqa: S603 - the operator's own browser, on a file of ours
            command,
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=BROWSER_TIMEOUT_SECONDS,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        why = type(error).__name__
        raise SettingsError(f"{command[0]} did not make a picture ({why})", hint=REMEDY) from None
