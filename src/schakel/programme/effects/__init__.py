"""What a service changed: target trials, a doubly robust effect on the treated, and honest refusals.

A library without Django: numpy, scipy and scikit-learn, imported when needed.
"""
