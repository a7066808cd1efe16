"""Pictures of the knowledge graph, or of a part of it, and the graph in the forms that other programs read."""
