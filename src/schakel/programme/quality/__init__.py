"""Quality: how complete the dossiers of an organisation are, and how much time its forms cost.

Completeness is counted by the worker and kept, and opens the dossiers behind it. Times of forms are counted
without anybody, and only where the works council agreed.
"""
