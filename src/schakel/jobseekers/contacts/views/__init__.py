"""The pages of contact moments and talks; one noun per file."""
