"""Group meetings of a service: a day, a place and seats, who is invited, and who came (R004)."""
