"""The stages of a plan, one module each. They do not know each other; the recommender tells their story."""
