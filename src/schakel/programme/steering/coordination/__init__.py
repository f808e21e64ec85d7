"""Coordination between tasks of the chain: required, agreed and practised, and the measures of a site."""
