"""The forms of a diagnosis; one page per file."""
