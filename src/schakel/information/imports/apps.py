"""The imports room as a Django app."""

from __future__ import annotations

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Registers this room's verbs, the worker's errand and its menu entry."""

    name = "schakel.information.imports"
    label = "imports"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, Theme, register_entry
        from schakel.ground.access.types import Purpose, Role
        from schakel.ground.accounts.tasks_of_machines import MachineTask, register_task
        from schakel.ground.journal.daily import DailyTask, register_daily
        from schakel.ground.journal.subscribers import register_subscriber
        from schakel.ground.journal.working import register_errand
        from schakel.ground.journal.writing import subscribe
        from schakel.ground.people.bsn_keys import sealed_texts
        from schakel.ground.people.rotation import register_store
        from schakel.information.imports import verbs
        from schakel.information.imports.access import LOOK_AFTER, REGISTRARS
        from schakel.information.imports.agreeing import note_agreed
        from schakel.information.imports.delivering import SUBSCRIBER, deliver_some
        from schakel.information.imports.delivery_files import close_and_deliver
        from schakel.information.imports.running import (
            check_some,
            discard_today,
            let_in_some,
            take_in_some,
            undo_some,
        )

        verbs.register()
        register_task(
            MachineTask(
                "imports",
                _("Bestanden brengen"),
                _("Brengt bestanden naar /machines/imports/. Een collega kijkt ze na en leest ze in."),
                Role.INTAKE_ADVISER,
                Purpose.INTAKE,
            )
        )
        register_task(
            MachineTask(
                "deliveries",
                _("Stand van leveringen opvragen"),
                _("Vraagt bij /machines/deliveries/ hoeveel leveringen wachten of mislukten."),
                Role.ADMINISTRATOR,
                Purpose.ADMINISTRATION,
            )
        )
        register_store(sealed_texts("bestanden", "imports_importrun", "content_cipher"))
        register_store(sealed_texts("rijen van bestanden", "imports_importrow", "cipher"))
        register_store(sealed_texts("standen van voor een bestand", "imports_importbefore", "cipher"))
        register_errand("imports", take_in_some)
        register_errand("letting_in", let_in_some)
        register_errand("undoing", undo_some)
        register_errand("checking", check_some)
        label = _("Bestanden weggooien die niemand verwerkte")
        register_daily(DailyTask("imports", discard_today, at=time(3, 50), label=label))
        register_errand("deliveries", deliver_some)
        register_errand("delivery_files", close_and_deliver)
        register_subscriber(SUBSCRIBER)
        subscribe("join.answer", note_agreed)
        register_entry(MenuEntry("imports:start", _("Inlezen"), REGISTRARS, 80, icon="doc"))
        register_entry(
            MenuEntry(
                "imports:deliveries", _("Leveringen"), LOOK_AFTER.roles, 85, icon="doc", theme=Theme.FILES
            )
        )
