"""The stages of a recommendation, one module each. Stages never import each other; `recommend` tells their story."""
