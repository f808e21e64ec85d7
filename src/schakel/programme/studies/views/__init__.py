"""The pages of the studies room; one noun per file."""
