"""The pages of a diagnosis; one noun per file."""
