"""The fictional region inside Schakel: each event of its people told as the act of who did it, on its day."""
