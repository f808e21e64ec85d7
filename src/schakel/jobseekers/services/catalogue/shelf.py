"""The catalogue that comes with Schakel, read once per process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from schakel.ground.norms.registers import the_register
from schakel.jobseekers.services.catalogue.loading import load_catalogue
from schakel.jobseekers.services.catalogue.model import Catalogue

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def the_catalogue() -> Catalogue:
    """The services that come with Schakel. Raises CatalogueError."""
    return load_catalogue(FOLDER, the_register())
