"""What really happened in the chain: the way of cases through steps, with waiting times, transfers and rules.

The calculation stands in `engine`, without Django; it reads a file and needs no database.
"""
