"""The dossiers room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    """Registers this room's verbs, the rules of regie, who may not leave yet, its menu and its tabs."""

    name = "schakel.ground.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        from schakel.ground.access.loading import table_changed
        from schakel.ground.dossiers import field_counts, norm_ties, rules, sealing, verbs
        from schakel.ground.dossiers.leaving import holds_regie, holds_work, leave_all
        from schakel.ground.dossiers.rederiving import derive_all_grants
        from schakel.ground.dossiers.succession import STEP
        from schakel.ground.dossiers.waiting import count_waiting
        from schakel.ground.organisations.leaving import (
            register_farewell,
            register_leave_check,
            register_team_check,
        )
        from schakel.ground.organisations.succession import register_step
        from schakel.ground.organisations.waiting import register_counter

        verbs.register()
        _register_eraser()
        rules.register()
        sealing.register()
        norm_ties.register()
        field_counts.register()
        register_leave_check(holds_regie)
        register_team_check(holds_work)
        register_farewell(leave_all)
        register_step(STEP)
        register_counter(count_waiting)
        _follow_mandates()
        _settle_merges()
        _judge_undoing()
        _follow_ties()
        table_changed.connect(derive_all_grants)
        _register_entries()
        _register_tabs()
        _register_daily()


def _register_daily() -> None:
    from datetime import time

    from schakel.ground.dossiers.drafting import destroy_due_drafts
    from schakel.ground.dossiers.settling import tidy_merges
    from schakel.ground.journal.daily import DailyTask, register_daily

    label = _("concepten van tien werkdagen oud vernietigen")
    register_daily(DailyTask("drafts", destroy_due_drafts, at=time(3, 30), label=label))
    label = _("vergeten hoe samengevoegde dossiers er eerst uitzagen")
    register_daily(DailyTask("merges", tidy_merges, at=time(3, 40), label=label))


def _follow_mandates() -> None:
    from schakel.ground.dossiers.mandates import note_delegated, open_dossiers_of
    from schakel.ground.journal.writing import subscribe, subscribe_to_every_act

    subscribe("mandate.give", open_dossiers_of)
    subscribe("mandate.end", open_dossiers_of)
    subscribe_to_every_act(note_delegated)


def _settle_merges() -> None:
    from schakel.ground.dossiers.settling import settle
    from schakel.ground.journal.writing import subscribe_to_every_act

    subscribe_to_every_act(settle)


def _judge_undoing() -> None:
    from schakel.ground.dossiers.undoing import refuse_what_came_between
    from schakel.ground.journal.writing import subscribe_to_act

    subscribe_to_act(("regie.undo",), refuse_what_came_between)


def _follow_ties() -> None:
    from schakel.ground.dossiers.tying import derive_tied
    from schakel.ground.journal.subscribers import Subscriber, register_subscriber

    register_subscriber(Subscriber("ties", ("tie.agree",), derive_tied))


def _register_eraser() -> None:
    from schakel.ground.dossiers.records import erase_life_domain, erase_life_domain_note, remove_fact
    from schakel.ground.dossiers.verbs.life_domains import LIFE_DOMAIN_VERBS
    from schakel.ground.journal.erasing import register_eraser

    register_eraser(
        "fact",
        ("fact.state", "fact.dispute"),
        what=_("dit gegeven, met wat de cliënt ervan vond"),
        rows=remove_fact,
    )
    # The note comes first: pointed at, it goes alone; the domain takes its notes along.
    register_eraser(
        "life_domain_note",
        ("life_domain.note",),
        what=_("deze regel in het leefgebied"),
        rows=erase_life_domain_note,
    )
    register_eraser(
        "life_domain",
        LIFE_DOMAIN_VERBS,
        what=_("dit leefgebied, met alles wat erin is vastgelegd"),
        rows=erase_life_domain,
    )


def _register_entries() -> None:
    from schakel.ground.access.menus import MenuEntry, Theme, register_entry
    from schakel.ground.access.types import GUIDES, PROFESSIONALS, REGISTRARS, Role
    from schakel.ground.dossiers.unread import questions_waiting, unread

    administrators = frozenset({Role.ADMINISTRATOR})
    register_entry(MenuEntry("dossiers:list", _("Cliënten"), PROFESSIONALS, 20, key="c", icon="people"))
    register_entry(MenuEntry("dossiers:inbox", _("Overdrachten"), PROFESSIONALS, 30, key="o", icon="both"))
    register_entry(
        MenuEntry(
            "dossiers:message_inbox", _("Overleg"), PROFESSIONALS, 35, key="v", icon="chat", waiting=unread
        )
    )
    register_entry(MenuEntry("dossiers:concurrent", _("Samenloop"), REGISTRARS, 86, key="l", icon="people"))
    register_entry(MenuEntry("dossiers:duplicates", _("Dubbele dossiers"), REGISTRARS, 88, icon="people"))
    words = _("Vragen om mee te doen")
    register_entry(
        MenuEntry("dossiers:join_requests", words, REGISTRARS, 89, icon="both", waiting=questions_waiting)
    )
    register_entry(MenuEntry("dossiers:oversight", _("Toezicht"), GUIDES, 80, key="t", icon="eye"))
    register_entry(
        MenuEntry(
            "dossiers:sources", _("Gegevens vrijgeven"), administrators, 93, icon="check", theme=Theme.WORK
        )
    )
    register_entry(
        MenuEntry(
            "dossiers:arrangements",
            _("Overdrachtsafspraken"),
            administrators,
            92,
            icon="both",
            theme=Theme.WORK,
        )
    )
    register_entry(
        MenuEntry("dossiers:arrears", _("Achterstand"), administrators, 61, icon="half", theme=Theme.FIGURES)
    )


def _register_tabs() -> None:
    from schakel.ground.access.types import Section
    from schakel.ground.dossiers.panels import Tab, register_draft_page, register_tab

    register_draft_page("handover", "dossiers:handover")
    register_tab(Tab("dossiers:dossier", _("Overzicht"), Section.IDENTITY, 0))
    register_tab(Tab("dossiers:facts", _("Gegevens"), Section.WORK_PROFILE, 20))
    register_tab(Tab("dossiers:life_domains", _("Leefgebieden"), Section.IDENTITY, 45))
    register_tab(Tab("dossiers:messages", _("Overleg"), Section.CONTACTS, 55))
    register_tab(Tab("dossiers:letters", _("Brieven"), Section.CONTACTS, 57))
    register_tab(Tab("dossiers:documents", _("Documenten"), Section.IDENTITY, 60))
    register_tab(Tab("dossiers:person", _("Persoon"), Section.IDENTITY, 70))
    register_tab(Tab("dossiers:protection", _("Bescherming"), Section.IDENTITY, 72))
    register_tab(Tab("dossiers:benefits", _("Uitkering"), Section.BENEFIT, 74))
    register_tab(Tab("dossiers:rules", _("Regels"), Section.BENEFIT, 76))
    register_tab(Tab("dossiers:handovers", _("Overdracht"), Section.IDENTITY, 80))
    register_tab(Tab("dossiers:picture", _("Eén beeld"), Section.IDENTITY, 79))
    register_tab(Tab("dossiers:people", _("Mensen"), Section.IDENTITY, 90))
