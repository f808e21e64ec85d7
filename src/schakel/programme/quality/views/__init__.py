"""The pages of the quality room; one noun per file."""
