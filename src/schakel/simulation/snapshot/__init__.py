"""The snapshot: a seeded database of any size, written set-based past the acts, to measure on.

It is the one exception to "acts only" (ADR 0023), and refuses a database that holds anything.
"""

from schakel.simulation.snapshot.building import Built, build, snapshot_of
from schakel.simulation.snapshot.sizes import Sizes

__all__ = ["Built", "Sizes", "build", "snapshot_of"]
