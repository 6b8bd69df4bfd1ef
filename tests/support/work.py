"""Count what an action does, since its seconds depend on what else the machine does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from cProfile import Profile
from types import FrameType
from typing import Any


def work_of(action: Callable[[], object]) -> int:
    """Count the functions that are called, those of C among them."""
    with Profile() as profile:
        action()
    return sum(function.callcount for function in profile.getstats())


def steps_of(action: Callable[[], object]) -> int:
    """Count the instructions of Python, which also loops without a call take; it is slow."""
    steps = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return steps
