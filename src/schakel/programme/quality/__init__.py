"""Quality: how complete the dossiers of an organisation are, per field and team, against its own targets.

The figures are counted by the worker and kept; pages read the counts and open the dossiers behind them.
"""
