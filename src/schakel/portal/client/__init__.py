"""The client's own pages: who helps, what is due, what is known and who looked."""
