"""The pages of the dossiers room, one noun per module."""
