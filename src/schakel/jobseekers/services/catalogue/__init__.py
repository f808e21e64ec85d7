"""The pure part of services: reading the catalogue, and judging whether a service fits one person."""
