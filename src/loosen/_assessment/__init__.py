"""From answers to facts, findings and a triage level, and which questions may still matter."""
