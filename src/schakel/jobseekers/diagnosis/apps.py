"""The diagnosis room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiagnosisConfig(AppConfig):
    """Registers this room's verbs and its tab on the dossier."""

    name = "schakel.jobseekers.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import Role, Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.jobseekers.diagnosis import access, field_counts, records, reviewing, signal_kinds, verbs
        from schakel.jobseekers.diagnosis.queries.advice import LABOUR_ADVICE
        from schakel.jobseekers.diagnosis.queries.market import MARKET_OLD
        from schakel.jobseekers.diagnosis.waiting import advice_waits

        verbs.register()
        signal_kinds.register()
        field_counts.register()
        reviewing.register()
        register_use(LABOUR_ADVICE, Use(UseKind.TERM, _("Advies van de arbeidsdeskundige")))
        register_eraser(
            "diagnosis",
            verbs.OF_DIAGNOSIS,
            what=_("deze diagnose, met alle delen en de uitkomst"),
            rows=records.remove_diagnosis,
            choices=records.choices_of_diagnosis,
        )
        register_eraser("analysis", verbs.OF_ANALYSIS, what=_("deze analyse"), rows=records.remove_analysis)
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
        register_entry(
            MenuEntry(
                "diagnosis:calibration",
                _("Schattingen"),
                access.READERS_OF_FIGURES - access.WRITERS,
                65,
                icon="doc",
                theme=Theme.FIGURES,
            )
        )
        register_entry(MenuEntry("diagnosis:estimates", _("Schattingen"), access.WRITERS, 46, icon="doc"))
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(
            MenuEntry(
                "diagnosis:scales",
                _("Schalen voor afstand"),
                administrators,
                94,
                icon="par",
                theme=Theme.WORK,
            )
        )
        register_entry(
            MenuEntry(
                "diagnosis:market",
                _("Cijfers over de arbeidsmarkt"),
                administrators,
                96,
                icon="doc",
                theme=Theme.FIGURES,
            )
        )
        register_use(MARKET_OLD, Use(UseKind.TERM, _("Beeld van groep en arbeidsmarkt")))
        register_tab(Tab("diagnosis:result", _("Diagnose"), Section.DIAGNOSIS, 30))
        partners = access.FILERS - access.READERS
        register_tab(Tab("diagnosis:analyses", _("Analyses"), Section.CONTACTS, 31, partners))
