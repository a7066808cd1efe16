"""Pictures of exercises, and of the body with its muscles, as SVG."""

from .picture import body_map, picture

__all__ = ["body_map", "picture"]
