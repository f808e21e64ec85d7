"""The people room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers this room's verbs, what the database refuses, who receives post, and its facts."""

    name = "schakel.ground.people"
    label = "people"

    def ready(self) -> None:
        from schakel.ground.accounts.sealing import register_keys
        from schakel.ground.kernel.database_errors import register_rule
        from schakel.ground.people import addressing, bsn_keys, keys, records, telling, verbs

        verbs.register()
        addressing.register()
        bsn_keys.register()
        register_keys(bsn_keys.seal_text, keys.decrypt_named)
        register_rule("SK051", bsn_keys.just_retired)
        register_rule("people_entitlement_once", records.entitled_already)
        register_rule("people_protection_once", records.protected_already)
        telling.register()
