"""Times between two events: what grouped summaries force, assume and hide."""
