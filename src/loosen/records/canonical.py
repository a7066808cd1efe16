"""One way to write a value as JSON, so that equal values are equal bytes.

The form is that of RFC 8785 for what records hold (texts, whole numbers, true, false, null, lists and objects with
ASCII names): names in order, no spaces, nothing escaped that need not be, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from loosen.model.base import Model


def plain(model: Model) -> dict[str, Any]:
    """A model as plain JSON values, without what is as it always is: fields that have their default."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def canonical(value: Any) -> str:
    """A plain value in its one form."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def digest_of(value: Any) -> str:
    """The SHA-256 of a plain value's one form, in hex."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
