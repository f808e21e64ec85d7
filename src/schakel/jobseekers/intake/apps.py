"""The intake room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """Registers this room's verbs, its tab, its figures and what is erased together."""

    name = "schakel.jobseekers.intake"
    label = "intake"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import Role, Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.jobseekers.intake import access, proposing, records, verbs

        verbs.register()
        register_use(proposing.YOUTH_AGE, Use(UseKind.DECISION, _("Voorstel voor de route na een intake")))
        register_use(
            proposing.SHORT_DISTANCE, Use(UseKind.DECISION, _("Voorstel voor de route na een intake"))
        )
        told = ("open", "answer", "send", "identify", "join", "take_over", "route", "finish", "offer")
        told_of = (f"intake.{verb}" for verb in (*told, "offer_answer"))
        register_eraser(
            "intake",
            (*told_of, *verbs.HOME_VISITS, "decision.record"),
            what=_("deze intake, met alle antwoorden"),
            rows=records.remove_intake,
        )
        register_tab(Tab("intake:intake", _("Intake"), Section.BENEFIT, 25))
        register_entry(MenuEntry("intake:running", _("Intakes"), access.INTAKERS, 33, icon="doc"))
        register_entry(
            MenuEntry(
                "intake:lead_times", _("Doorlooptijden"), access.LEADERS, 64, icon="doc", theme=Theme.FIGURES
            )
        )
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(MenuEntry("intake:channels", _("Intakes"), administrators, 91, theme=Theme.WORK))
