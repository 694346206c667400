"""In which numbers the encoder computes: 32-bit ones, or 16-bit ones (bfloat16) where the processor has them built in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

_BUILT_IN = ("avx512_bf16", "amx_bf16")
"""What a processor says that multiplies 16-bit numbers itself. One that must make them up from others is slower so."""


class Precision(StrEnum):
    """`auto`: 16-bit numbers where that was measured to be faster (docs/decisions/0030-sixteen-bit-numbers.md)."""

    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"

    def is_bfloat16(self, capabilities: Mapping[str, object]) -> bool:
        """Whether to compute in 16-bit numbers on a processor that says this of itself."""
        if self is Precision.AUTO:
            return any(capabilities.get(name) is True for name in _BUILT_IN)
        return self is Precision.BFLOAT16
