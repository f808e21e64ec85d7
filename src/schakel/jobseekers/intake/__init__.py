"""The one intake for work and income: asked once, filled in by the client, with help or by two advisers.

A rule proposes the route and says why; a person takes it or chooses another.
"""
