"""The same journey in other engines than the one that the journeys drive: Gecko (Firefox) and WebKit."""
