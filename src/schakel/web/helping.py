"""The help that belongs to a page: short subjects, found by the page one comes from or by words.

Pages are named as strings, since the shell knows no room above it; a test checks that they exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schakel.ground.access.types import CLIENTS, EVERYONE, GUIDES, PROFESSIONALS, REGISTRARS, Role

Words = str | Promise
AT_WORK = EVERYONE - CLIENTS


@dataclass(frozen=True, slots=True)
class Subject:
    """What the help says about some pages: its key in the address, its title, its sentences, and for whom."""

    key: str
    title: Words
    lines: tuple[Words, ...]
    pages: tuple[str, ...]
    roles: frozenset[Role]


SUBJECTS = (
    Subject(
        "clients",
        _("Cliënten zoeken"),
        (
            _("Zoek op naam of nummer; een kleine schrijffout mag. U ziet alleen wie u mag zien."),
            _("‘gewijzigd’ betekent: een ander deed iets sinds u het dossier het laatst opende."),
        ),
        ("dossiers:list", "dossiers:bsn"),
        PROFESSIONALS,
    ),
    Subject(
        "new",
        _("Nieuwe cliënt"),
        (
            _("Nodig zijn een achternaam en wie verantwoordelijk wordt."),
            _("Kent de keten het BSN al, dan doet uw organisatie mee in het bestaande dossier."),
        ),
        ("dossiers:new",),
        REGISTRARS,
    ),
    Subject(
        "dossier",
        _("Het dossier"),
        (
            _("Bovenaan staat wie verantwoordelijk is, daaronder wat er gebeurde en waarom."),
            _("‘nieuw’ staat bij wat anderen deden sinds uw vorige bezoek."),
            _("Een onderdeel met een slot hoort niet bij uw rol."),
        ),
        ("dossiers:dossier",),
        PROFESSIONALS,
    ),
    Subject(
        "picture",
        _("Eén beeld"),
        (
            _("Per partij staat hier wie er is, wat loopt, en wat op die partij wacht met de dag erbij."),
            _("Ook staat er wat is vastgelegd en wat nog niet. Wat u niet mag zien, telt niet mee."),
        ),
        ("dossiers:picture", "dossiers:picture_print"),
        PROFESSIONALS,
    ),
    Subject(
        "people",
        _("Mensen en regie"),
        (
            _("Vraag iemand erbij met een reden. Wie helpt, wordt daarmee niet verantwoordelijk."),
            _("Weggaan kan pas als een ander de regie heeft."),
        ),
        ("dossiers:people", "dossiers:handover", "dossiers:inbox"),
        PROFESSIONALS,
    ),
    Subject(
        "facts",
        _("Gegevens"),
        (
            _("Elk gegeven staat er met bron en dag. Twee bronnen die verschillen staan naast elkaar."),
            _("Is de cliënt het er niet mee eens, dan staat dat erbij."),
        ),
        ("dossiers:facts",),
        PROFESSIONALS,
    ),
    Subject(
        "contacts",
        _("Contacten"),
        (_("Leg vast wanneer, hoe en waarover u sprak. Verbeteren kan; het oude blijft bewaard."),),
        ("contacts:list", "contacts:correct"),
        PROFESSIONALS,
    ),
    Subject(
        "documents",
        _("Documenten"),
        (
            _("De soort bepaalt in welk deel van het dossier een document komt, en dus wie het ziet."),
            _("Schakel opent elk bestand. Een macro of script wordt geweigerd, met wat u kunt doen."),
            _("Een nieuwe versie vervangt de vorige; die blijft leesbaar. Intrekken kan, met een reden."),
        ),
        ("dossiers:documents", "dossiers:document"),
        PROFESSIONALS,
    ),
    Subject(
        "messages",
        _("Overleg"),
        (
            _("Vraag kort iets aan wie meedoet in het dossier. Anderen vraagt u er eerst bij."),
            _("Het overleg hoort bij het dossier: de cliënt ziet dat u overlegt en kan het lezen."),
            _("Wie erin zit, kan antwoorden en afhandelen."),
        ),
        ("dossiers:messages", "dossiers:message", "dossiers:message_inbox"),
        PROFESSIONALS,
    ),
    Subject(
        "print",
        _("Afdrukken"),
        (
            _("Kies in het dossier ‘Afdrukversie’. De cliënt ziet dat u het dossier afdrukte."),
            _("Een adres staat er niet op. Bewaar papier achter slot en vernietig het na gebruik."),
        ),
        ("dossiers:print",),
        PROFESSIONALS,
    ),
    Subject(
        "plan",
        _("Plan en keuzes"),
        (
            _("Een afspraak heeft een dag en een kant: wij of de cliënt."),
            _("Bij een keuze schrijft u op wat u overwoog en waarom. De cliënt zegt wat die ervan vindt."),
        ),
        ("plans:list", "plans:day"),
        GUIDES,
    ),
    Subject(
        "import",
        _("Bestanden inlezen"),
        (_("Eerst ziet u wat er zou gebeuren. Pas bij ‘Verwerk’ verandert er iets."),),
        ("imports:start",),
        REGISTRARS,
    ),
    Subject(
        "members",
        _("Medewerkers"),
        (_("Een rol eindigt pas als de cliënten zijn overgedragen. Geef een reden."),),
        ("organisations:members", "organisations:end_member"),
        frozenset({Role.ADMINISTRATOR}),
    ),
    Subject(
        "directory",
        _("Wie is wie"),
        (_("Zoek op naam, organisatie of deskundigheid. Er staat bij wanneer iemand bereikbaar is."),),
        ("organisations:directory",),
        AT_WORK,
    ),
    Subject(
        "wishes",
        _("Verbeterwensen"),
        (
            _("Werkt u ergens omheen? Meld het onder aan de pagina, zonder iets over een cliënt."),
            _("Met ‘Ik ook’ telt u mee. De beheerder van de organisatie zegt wat ermee gebeurt."),
        ),
        ("organisations:wishes", "organisations:new_wish", "organisations:answer_wish"),
        AT_WORK,
    ),
    Subject(
        "own-plan",
        _("Mijn plan"),
        (
            _("U ziet wat u zelf doet en wat anderen doen, met de dag erbij."),
            _("Bij een keuze zegt u wat u ervan vindt. Uw vaste contact leest dat."),
        ),
        ("client:plan", "client:start"),
        CLIENTS,
    ),
    Subject(
        "own-data",
        _("Mijn gegevens"),
        (_("Klopt iets niet? Kies ‘Dit klopt niet’ en schrijf waarom. Uw uitleg staat er dan bij."),),
        ("client:data",),
        CLIENTS,
    ),
    Subject(
        "own-documents",
        _("Uw documenten"),
        (
            _("Hier staan plannen en brieven voor u. U kunt zelf een bestand sturen."),
            _("Lukt het niet? Er staat bij wat u kunt doen. Of bel uw vaste contact."),
        ),
        ("client:documents",),
        CLIENTS,
    ),
    Subject(
        "own-consultations",
        _("Overleg over u"),
        (_("Hier leest u wat de mensen die u helpen aan elkaar vragen over u."),),
        ("client:consultations",),
        CLIENTS,
    ),
    Subject(
        "own-looks",
        _("Wie keek"),
        (_("U ziet wie uw gegevens opende, wanneer en waarom. Vindt u iets vreemd? Bel uw vaste contact."),),
        ("client:looks",),
        CLIENTS,
    ),
)


def subjects_for(role: str, *, page: str = "", words: str = "") -> list[Subject]:
    """The subjects of a role, the one of the page first; only those that have all the words."""
    wanted = words.casefold().split()
    mine = [one for one in SUBJECTS if role in one.roles and _has(one, wanted)]
    return sorted(mine, key=lambda one: page not in one.pages)


def page_title(page: str) -> str:
    """What people call a page, by its name; one that the help does not know is another page."""
    found = next((one.title for one in SUBJECTS if page and page in one.pages), None)
    return str(found) if found else gettext("Een andere pagina")


def _has(subject: Subject, wanted: list[str]) -> bool:
    text = " ".join(str(part) for part in (subject.title, *subject.lines)).casefold()
    return all(word in text for word in wanted)
