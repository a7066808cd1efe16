"""Pictures of exercises, and of the body with its muscles, as SVG."""

from .picture import as_address, body_map, picture

__all__ = ["as_address", "body_map", "picture"]
