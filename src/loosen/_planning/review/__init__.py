"""From the last plan and what happened to the next plan."""
