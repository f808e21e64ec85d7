"""Every read of services; one noun per file."""
