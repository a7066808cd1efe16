"""The stages of an assessment, one module each: intake, findings, triage. They do not know each other."""
