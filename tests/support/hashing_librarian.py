"""What a worker of a test answers with: the real search, over an encoder that needs no model."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.asking.librarian import Librarian
from index.answering.answerer import Answerer
from index.snapshots.opening import library_of
from tests.support.hashing_encoder import HashingEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bot.settings import BotSettings

ENCODING_SECONDS = 0.1  # about as long as a model takes for an answer on a busy core


class SlowEncoder(HashingEncoder):
    """An encoder that takes its time, so that questions are under way when something fails."""

    def encode_question(self, text: str) -> NDArray[np.float32]:
        time.sleep(ENCODING_SECONDS)
        return super().encode_question(text)


def open_hashing_librarian(settings: BotSettings) -> Librarian:
    """Open the index of ``settings``, which the tests' encoder has built."""
    answerer = Answerer(SlowEncoder(), settings.answer)
    return Librarian(library_of(settings.library), answerer, settings.library.corpus)
