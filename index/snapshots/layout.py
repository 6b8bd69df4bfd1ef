"""The names of the files of a snapshot."""

from __future__ import annotations

DATABASE = "documents.sqlite"
TABLES = ("passages", "windows", "sections")
VECTORS = {table: f"{table}.faiss" for table in TABLES}
CODES = {table: f"{table}.codes.faiss" for table in TABLES}  # of large tables only
SPANS = {table: f"{table}.spans.npy" for table in TABLES}
KEYS = {table: f"{table}.keys.npy" for table in TABLES}
LEXICAL = {"passages": "lexical-passages", "windows": "lexical-windows"}
