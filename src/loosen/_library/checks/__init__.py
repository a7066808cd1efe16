"""Whether rules and knowledge are sound: every fault at once, with file, line and remedy."""
