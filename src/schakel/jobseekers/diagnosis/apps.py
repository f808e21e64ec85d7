"""The diagnosis room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiagnosisConfig(AppConfig):
    """Registers this room's verbs and its tab on the dossier."""

    name = "schakel.jobseekers.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        from schakel.ground.access.types import Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.jobseekers.diagnosis import records, verbs

        verbs.register()
        register_eraser(
            "diagnosis",
            verbs.OF_DIAGNOSIS,
            what=_("deze diagnose, met alle delen en de uitkomst"),
            rows=records.remove_diagnosis,
        )
        register_tab(Tab("diagnosis:result", _("Diagnose"), Section.DIAGNOSIS, 30))
