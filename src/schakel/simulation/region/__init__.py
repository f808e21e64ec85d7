"""A fictional labour-market region of which the truth is known: drawn month by month from one readable file.

Pure: no database and no clock, so that one seed gives the same region on every day and machine.
"""
