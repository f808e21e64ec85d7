"""The plans room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Registers this room's verbs, its tab and panel on the dossier, and the day in the menu."""

    name = "schakel.jobseekers.plans"
    label = "plans"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import DELIVERERS, GUIDES, Role, Section
        from schakel.ground.dossiers.links import register_link
        from schakel.ground.dossiers.panels import (
            Panel,
            Tab,
            register_draft_page,
            register_panel,
            register_tab,
        )
        from schakel.ground.dossiers.picture import Teller, register_teller
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.journal.writing import subscribe
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.ground.norms.uses import register_teller as register_uses
        from schakel.ground.people.verbs import DEATH
        from schakel.jobseekers.plans import (
            access,
            field_counts,
            picture,
            queries,
            records,
            signal_kinds,
            verbs,
        )
        from schakel.jobseekers.plans.actions.plans import LONGEST_RHYTHM
        from schakel.jobseekers.plans.choices import DECISION_REVIEW
        from schakel.jobseekers.plans.ending import (
            ask_to_compare_estimate,
            close_plan_of,
            drop_agreements,
        )
        from schakel.jobseekers.plans.presenting import MADE, REVIEWED
        from schakel.jobseekers.plans.queries.agreements import agreements_on
        from schakel.jobseekers.plans.views.looking_back import link_from

        verbs.register()
        signal_kinds.register()
        field_counts.register()
        register_use(DECISION_REVIEW, Use(UseKind.TERM, _("Dag om op een keuze terug te kijken")))
        register_eraser(
            "agreement",
            verbs.OF_AGREEMENT,
            what=_("deze afspraak, met alles wat erover is vastgelegd"),
            rows=records.remove_agreement,
        )
        register_eraser(
            "plan",
            verbs.OF_PLAN,
            what=_("dit plan, met alle versies en handtekeningen"),
            rows=records.remove_plan,
        )
        register_eraser("rung_step", ("ladder.step",), what=_("deze trede"), rows=records.remove_rung)
        register_eraser(
            "blocked_wish", ("wish.block",), what=_("deze wens die niet kon"), rows=records.remove_wish
        )
        register_eraser(
            "discussion_case",
            verbs.OF_CASE,
            what=_("deze plek op een agenda, met wat er is besloten"),
            rows=records.remove_case,
        )
        register_eraser(
            "nameless_case",
            verbs.OF_NAMELESS,
            what=_("deze casus zonder naam, met wat er is besloten"),
            rows=records.remove_nameless,
        )
        register_eraser("entry", (), rows=records.remove_expectation)
        subscribe("decision.record", records.keep_expectation)
        register_link("decision.record", link_from)
        subscribe(DEATH, drop_agreements)
        subscribe(DEATH, close_plan_of)
        subscribe("plan.close", ask_to_compare_estimate)
        guides = GUIDES | DELIVERERS
        register_entry(MenuEntry("plans:day", _("Mijn dag"), guides, 10, key="d", icon="home"))
        administrators = frozenset({Role.ADMINISTRATOR})
        register_entry(MenuEntry("plans:plans", _("Plannen"), guides, 45, icon="doc"))
        register_entry(MenuEntry("plans:discussions", _("Casusoverleg"), access.READERS, 58, icon="people"))
        register_entry(MenuEntry("plans:wishes", _("Wat niet kon"), guides, 62, icon="doc"))
        numbers = MenuEntry(
            "plans:wish_counts", _("Wat niet kon"), access.COUNTERS, 63, icon="doc", theme=Theme.FIGURES
        )
        register_entry(numbers)
        register_entry(
            MenuEntry("plans:ladder", _("Ladder"), administrators, 95, icon="par", theme=Theme.WORK)
        )
        register_entry(
            MenuEntry(
                "plans:templates",
                _("Standaard voor plannen"),
                administrators,
                96,
                icon="doc",
                theme=Theme.WORK,
            )
        )
        register_use(LONGEST_RHYTHM, Use(UseKind.TERM, _("Ritme van het contact in een plan")))
        register_use(MADE, Use(UseKind.TERM, _("Plan klaar en getekend")))
        register_use(REVIEWED, Use(UseKind.TERM, _("Plan samen opnieuw bekijken")))
        register_draft_page("agreement", "plans:make")
        register_uses("agreements", agreements_on)
        register_tab(Tab("plans:whole", _("Plan"), Section.PLAN, 38))
        register_tab(Tab("plans:list", _("Afspraken"), Section.PLAN, 40))
        register_panel(
            Panel("duties", "main", 10, Section.PLAN, "plans/duties_panel.html", queries.what_must_happen)
        )
        register_teller(Teller("plans", Section.PLAN, 20, picture.tell))
