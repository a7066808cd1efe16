"""Virtual people over half a year: each week is noted, judged and reviewed, and every plan held to what must hold."""
