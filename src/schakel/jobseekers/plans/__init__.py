"""The plan of a client; for now its agreements: who does what, before when, and whether it was done."""
