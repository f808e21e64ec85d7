"""Client files of organisations: read, mapped, previewed per row, and applied in resumable chunks."""
