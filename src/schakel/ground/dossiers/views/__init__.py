"""The pages of dossiers, one noun per file."""
