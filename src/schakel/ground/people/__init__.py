"""The client: identity, contact preferences and benefit entitlements.

A client is found by a keyed hash of the BSN, by an organisation's own client number or by name.
"""
