"""Each step, named after the form that it leads to."""
