"""The knowledge graph: a network made from the library, an index made from the network, and what is asked of both."""

from .index import GraphIndex, Path, Reach
from .knowledge_graph import Found, KnowledgeGraph, Pointer

__all__ = ["Found", "GraphIndex", "KnowledgeGraph", "Path", "Pointer", "Reach"]
