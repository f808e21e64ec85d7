"""The plans room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Registers this room's verbs, its tab and panel on the dossier, and the day in the menu."""

    name = "schakel.jobseekers.plans"
    label = "plans"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import DELIVERERS, GUIDES, Section
        from schakel.ground.dossiers.links import register_link
        from schakel.ground.dossiers.panels import Panel, Tab, register_panel, register_tab
        from schakel.ground.dossiers.picture import Teller, register_teller
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.journal.writing import subscribe
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.ground.people.verbs import DEATH
        from schakel.jobseekers.plans import actions, picture, queries, records, signal_kinds
        from schakel.jobseekers.plans.choices import DECISION_REVIEW
        from schakel.jobseekers.plans.ending import drop_agreements
        from schakel.jobseekers.plans.views.looking_back import link_from

        actions.register()
        signal_kinds.register()
        register_use(DECISION_REVIEW, Use(UseKind.TERM, _("Dag om op een keuze terug te kijken")))
        register_eraser(
            "agreement",
            ("agreement.make", "agreement.change", "agreement.check"),
            what=_("deze afspraak, met alles wat erover is vastgelegd"),
            rows=records.remove_agreement,
        )
        register_eraser("entry", (), rows=records.remove_expectation)
        subscribe("decision.record", records.keep_expectation)
        register_link("decision.record", link_from)
        subscribe(DEATH, drop_agreements)
        guides = GUIDES | DELIVERERS
        register_entry(MenuEntry("plans:day", _("Mijn dag"), guides, 10, key="d", icon="home"))
        register_tab(Tab("plans:list", _("Plan en afspraken"), Section.PLAN, 40))
        register_panel(
            Panel("duties", "main", 10, Section.PLAN, "plans/duties_panel.html", queries.what_must_happen)
        )
        register_teller(Teller("plans", Section.PLAN, 20, picture.tell))
