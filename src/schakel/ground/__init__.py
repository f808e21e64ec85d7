"""What everything stands on: actors and acts, access, the journal, organisations, people and dossiers."""
