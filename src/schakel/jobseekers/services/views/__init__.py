"""Pages of services; one subject per file."""
