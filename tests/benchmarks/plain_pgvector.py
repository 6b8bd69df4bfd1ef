"""Retrieve by plain pgvector and ``ts_rank`` in one statement, to compare Quoth's index with."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from index.retrieval.nomination import POOL
from index.retrieval.query import Query
from index.snapshots.snapshot import Snapshot
from tests.support.postgres import tell

if TYPE_CHECKING:
    import psycopg

TABLE = """CREATE TABLE passages (id int PRIMARY KEY, text text, near vector(384),
    words tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED)"""
HNSW = """SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 1;
    CREATE INDEX ON passages USING hnsw (near vector_cosine_ops)"""
BOTH = f"""WITH asked AS MATERIALIZED (
    SELECT replace(plainto_tsquery('english', %(text)s)::text, '&', '|')::tsquery AS any_of),
dense AS (SELECT id, 1 - (near <=> %(vector)s) AS score FROM passages
    ORDER BY near <=> %(vector)s LIMIT {POOL}),
lexical AS (SELECT id, ts_rank(words, any_of)::float AS score FROM passages, asked
    WHERE words @@ any_of ORDER BY score DESC LIMIT {POOL}),
best AS (SELECT id, sum(score) AS total
    FROM (SELECT * FROM dense UNION ALL SELECT * FROM lexical) every
    GROUP BY id ORDER BY total DESC LIMIT %(k)s)
SELECT id, text, total FROM best JOIN passages USING (id) ORDER BY total DESC"""


def fill(address: str, snapshot: Snapshot) -> list[str]:
    """Put the passages and their vectors into a table; return which indexes the plan uses."""
    tell(address, "CREATE EXTENSION IF NOT EXISTS vector", TABLE)
    rows = np.arange(len(snapshot.passage_spans))
    copying = "COPY passages (id, text, near) FROM STDIN (FORMAT binary)"
    with _connection(address) as connection, connection.cursor().copy(copying) as copy:
        copy.set_types(["int4", "text", "vector"])
        for row, vector in zip(rows.tolist(), snapshot.passage_vectors.vectors(rows), strict=True):
            copy.write_row((row, snapshot.passage(row).text, vector))
    tell(address, "CREATE INDEX ON passages USING gin (words)", HNSW, "VACUUM ANALYZE passages")
    with _connection(address) as connection:
        given = {"text": "1kan", "vector": np.ones(384, np.float32), "k": 10}
        plan = str(connection.execute("EXPLAIN " + BOTH, given).fetchall())
    return sorted(set(re.findall(r"passages_\w+_idx", plan)))


def caller(address: str, k: int) -> Callable[[Query], object]:
    """Connect, and return what answers a question with the ``k`` best passages."""
    connection = _connection(address)
    connection.execute(f"SET hnsw.ef_search = {POOL}")

    def answer(query: Query) -> object:
        given = {"text": query.text, "vector": query.vector, "k": k}
        return connection.execute(BOTH, given).fetchall()

    return answer


def _connection(address: str) -> psycopg.Connection[Any]:
    """Connect, and send vectors in the binary form of pgvector."""
    import psycopg
    from psycopg.adapt import Dumper
    from psycopg.pq import Format
    from psycopg.types import TypeInfo

    connection = psycopg.connect(address, autocommit=True)
    info = TypeInfo.fetch(connection, "vector")
    assert info is not None
    info.register(connection)
    number = info.oid

    class VectorDumper(Dumper):
        format = Format.BINARY
        oid = number

        def dump(self, obj: Any) -> bytes:
            return struct.pack(">HH", len(obj), 0) + bytes(obj.astype(">f4").tobytes())

    connection.adapters.register_dumper(np.ndarray, VectorDumper)
    return connection
