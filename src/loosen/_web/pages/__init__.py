"""The pages: each takes a request, asks the rooms below, and hands a view to a template."""
