"""Count for Prometheus what the bot does; never a word of a question, nor an id of Discord."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)  # memory, processor time and open files, on Linux

QUESTIONS = Counter(
    "quoth_questions",
    "Questions by the way they were asked, what came of them, why, and how sure the answer was",
    ("way", "outcome", "why", "tier"),
    registry=REGISTRY,
)
TURNED_AWAY = Counter(
    "quoth_turned_away",
    "Commands, buttons and suggestions of people who are blocked",
    registry=REGISTRY,
)
ANSWER_SECONDS = Histogram(
    "quoth_answer_seconds",
    "Seconds from a question's turn to its answer or refusal",
    buckets=(0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8),
    registry=REGISTRY,
)
ACKNOWLEDGE_SECONDS = Histogram(
    "quoth_acknowledge_seconds",
    "Seconds that the first response to a command or button took; Discord waits for three",
    buckets=(0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.0),
    registry=REGISTRY,
)
REQUESTS = Counter(
    "quoth_discord_requests",
    "Requests to Discord's REST API by method and status; 0 is a connection that failed",
    ("method", "status"),
    registry=REGISTRY,
)
GATEWAY = Counter(
    "quoth_gateway_events",
    "Gateway sessions that were lost, resumed or begun anew, and what was missed and replayed",
    ("event",),
    registry=REGISTRY,
)
IN_FLIGHT = Gauge(
    "quoth_in_flight", "Questions and commands that are being answered", registry=REGISTRY
)
WAITING = Gauge(
    "quoth_waiting", "Questions or look-ups that wait for a thread", ("kind",), registry=REGISTRY
)
BUSY_THREADS = Gauge("quoth_busy_threads", "Threads that are at work", ("kind",), registry=REGISTRY)
LOST_THREADS = Gauge(
    "quoth_lost_threads",
    "Threads that took too long and were replaced; only a restart ends them",
    ("kind",),
    registry=REGISTRY,
)
READY = Gauge("quoth_ready", "1 if the bot can answer, else 0", registry=REGISTRY)
CANARY_SECONDS = Gauge(
    "quoth_canary_seconds", "Seconds that the latest canary question took", registry=REGISTRY
)
INDEX_BUILT = Gauge(
    "quoth_index_built_timestamp_seconds",
    "When the serving index of the default corpus was built",
    registry=REGISTRY,
)
