"""The demonstration: a hand-written story about sixty people who do not exist, told when a database is empty.

Dates in the story count from today, so that there is always something late, due now and still to come.
"""

from schakel.simulation.demo.filling import PASSWORD, cast, fill, is_told

__all__ = ["PASSWORD", "cast", "fill", "is_told"]
