"""One dossier per client: who takes part, who holds the regie, what is known from whom, and handovers.

Participation and regie decide the grants that row-level security stands on.
"""
