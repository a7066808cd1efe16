"""One person's case: the plan that is theirs now and what happened since, in two files or in a store."""
