"""The questions room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """Registers this room's verbs, its tab, its signal and its place in the menu."""

    name = "schakel.jobseekers.questions"
    label = "questions"

    def ready(self) -> None:
        from schakel.ground.access.menus import MenuEntry, register_entry
        from schakel.ground.access.types import Section
        from schakel.ground.dossiers.panels import Tab, register_tab
        from schakel.ground.dossiers.picture import Teller, register_teller
        from schakel.ground.journal.erasing import register_eraser
        from schakel.ground.norms.house import ANSWER_CLIENT
        from schakel.ground.norms.uses import Use, UseKind, register_use
        from schakel.jobseekers.questions import access, picture, records, signal_kinds, verbs

        verbs.register()
        register_use(ANSWER_CLIENT, Use(UseKind.TERM, _("Antwoord op een vraag die iemand aannam")))
        signal_kinds.register()
        register_eraser(
            "question",
            ("question.take_in", "question.answer"),
            what=_("deze vraag, met het antwoord erop"),
            rows=records.remove_question,
        )
        register_tab(Tab("questions:list", _("Vragen"), Section.CONTACTS, 56))
        register_teller(Teller("questions", Section.CONTACTS, 30, picture.tell))
        register_entry(
            MenuEntry("questions:take_in", _("Vraag aannemen"), access.TAKERS, 81, key="q", icon="phone")
        )
