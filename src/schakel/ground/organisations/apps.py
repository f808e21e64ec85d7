"""The organisations room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Registers this room's verbs and its menu entries."""

    name = "schakel.ground.organisations"
    label = "organisations"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import PROFESSIONALS, STAFF, Role
        from schakel.ground.norms.municipalities import register_municipalities
        from schakel.ground.organisations import rules, verbs
        from schakel.ground.organisations.access import BODY_KEEPERS
        from schakel.ground.organisations.leaving import register_farewell
        from schakel.ground.organisations.pairing import end_pair_of
        from schakel.ground.organisations.queries.municipalities import municipalities

        verbs.register()
        rules.register()
        register_municipalities(municipalities)
        register_farewell(end_pair_of)
        administrators = frozenset({Role.ADMINISTRATOR})
        without_dossiers = STAFF - PROFESSIONALS - administrators
        who = _("Professionals van alle organisaties, met hun telefoonnummer.")
        partners = _("Organisaties, wat zij doen en hoe u ze bereikt.")
        places = _("Waar u elkaar en cliënten ontmoet, per regio.")
        register_entry(MenuEntry("organisations:home", _("Start"), without_dossiers, 5, key="d", icon="home"))
        register_entry(
            MenuEntry(
                "organisations:members", _("Medewerkers"), administrators, 50, key="m", theme=Theme.PEOPLE
            )
        )
        own_teams = _("Wie in welk team zit, sinds wanneer, en wie er gaat wisselen.")
        register_entry(
            MenuEntry(
                "organisations:teams",
                _("Teams"),
                administrators,
                51,
                about=own_teams,
                theme=Theme.PEOPLE,
            )
        )
        _register_daily()
        register_entry(
            MenuEntry(
                "organisations:accounts", _("Accounts"), administrators, 52, key="i", theme=Theme.PEOPLE
            )
        )
        register_entry(MenuEntry("organisations:administration", _("Beheer"), administrators, 51, icon="par"))
        register_entry(
            MenuEntry(
                "organisations:wishes", _("Verbeterwensen"), administrators, 60, key="v", theme=Theme.FIGURES
            )
        )
        register_entry(
            MenuEntry(
                "organisations:directory", _("Wie is wie"), STAFF, 80, key="w", about=who, theme=Theme.PEOPLE
            )
        )
        register_entry(
            MenuEntry(
                "organisations:successions", _("Samenvoegen"), administrators, 96, theme=Theme.ORGANISATION
            )
        )
        register_entry(
            MenuEntry(
                "organisations:partners", _("Partners"), STAFF, 82, about=partners, theme=Theme.ORGANISATION
            )
        )
        register_entry(
            MenuEntry(
                "organisations:locations", _("Locaties"), STAFF, 84, about=places, theme=Theme.ORGANISATION
            )
        )
        teams = _("Mensen van verschillende organisaties die samen een doelgroep helpen.")
        joint = MenuEntry(
            "organisations:joint_teams",
            _("Integrale teams"),
            without_dossiers,
            86,
            about=teams,
            theme=Theme.PEOPLE,
        )
        register_entry(joint)
        table = _("Wie in de regio samen beslist, wanneer, en wat er besloten is.")
        register_entry(
            MenuEntry(
                "organisations:bodies",
                _("Bestuursorganen"),
                BODY_KEEPERS,
                87,
                about=table,
                theme=Theme.ORGANISATION,
            )
        )


def _register_daily() -> None:
    from datetime import time

    from schakel.ground.journal.daily import DailyTask, register_daily
    from schakel.ground.organisations.following import follow_teams

    label = _("medewerkers in hun nieuwe team zetten op de dag die was afgesproken")
    register_daily(DailyTask("teams", follow_teams, at=time(0, 5), label=label))
