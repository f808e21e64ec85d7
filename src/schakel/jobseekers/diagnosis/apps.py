"""The diagnosis room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiagnosisConfig(AppConfig):
    """Registers this room's verbs and its tab on the dossier."""

    name = "schakel.jobseekers.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import Role, Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.jobseekers.diagnosis import records, signal_kinds, verbs
        from schakel.jobseekers.diagnosis.queries.advice import LABOUR_ADVICE
        from schakel.jobseekers.diagnosis.waiting import advice_waits

        verbs.register()
        signal_kinds.register()
        register_use(LABOUR_ADVICE, Use(UseKind.TERM, _("Advies van de arbeidsdeskundige")))
        register_eraser(
            "diagnosis",
            verbs.OF_DIAGNOSIS,
            what=_("deze diagnose, met alle delen en de uitkomst"),
            rows=records.remove_diagnosis,
        )
        register_entry(
            MenuEntry(
                "diagnosis:advices",
                _("Adviesvragen"),
                frozenset({Role.LABOUR_EXPERT}),
                12,
                key="a",
                icon="chat",
                waiting=advice_waits,
            )
        )
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(
            MenuEntry("diagnosis:scales", _("Schalen voor afstand"), administrators, 94, icon="par")
        )
        register_tab(Tab("diagnosis:result", _("Diagnose"), Section.DIAGNOSIS, 30))
