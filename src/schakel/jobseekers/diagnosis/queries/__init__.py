"""Every read of diagnoses; one noun per file."""
