"""Every read on dossiers, one noun per module; all of it below row-level security."""
