"""The journal as a Django app; it registers itself as the place where acts are written."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the writer and the store of submit keys with the kernel."""

    name = "schakel.ground.journal"
    label = "journal"

    def ready(self) -> None:
        from schakel.ground.journal import decisions, erasing
        from schakel.ground.journal.submissions import SubmissionStore
        from schakel.ground.journal.writing import write_entries
        from schakel.ground.kernel import acts

        acts.register_writer(write_entries)
        acts.register_submissions(SubmissionStore())
        decisions.register()
        erasing.register()
