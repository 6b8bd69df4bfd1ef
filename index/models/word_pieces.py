"""Cut texts into the word pieces that the models read; each tokenizer is loaded once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

TOKENIZERS = 3  # the shipped models share one; the judge, and a test, have others


@lru_cache(maxsize=TOKENIZERS)
def tokenizer_of(file: Path) -> Any:
    """Load the tokenizer that keeps every piece of a text."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@lru_cache(maxsize=TOKENIZERS)
def _cutting_tokenizer_of(file: Path, most: int) -> Any:
    """Load a tokenizer that cuts the second text of a pair off after so many pieces."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_truncation(most, strategy="only_second")
    tokenizer.no_padding()
    return tokenizer


def encoded_pair(file: Path, first: str, second: str, most: int) -> Any:
    """Encode two texts as one row of at most ``most`` pieces; the end of the second is cut off.

    Few pairs are too long, so the tokenizer that cuts is loaded for the first of them.
    """
    encoding = tokenizer_of(file).encode(first, second)
    if len(encoding.ids) <= most:
        return encoding
    return _cutting_tokenizer_of(file, most).encode(first, second)
