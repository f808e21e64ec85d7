"""The sentences for what is wrong with a file as a whole, and with a row as it was read."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from schakel.ground.dossiers.models import JoinRequest
from schakel.ground.kernel.errors import InvalidError
from schakel.information.imports.reading import ReadingError, read_headers

_Sentences = tuple[str, str, str]
_FIELDS = {
    "missing_name": "columns",
    "missing_number": "columns",
    "double_heading": "columns",
    "unknown_column": "mapping",
    "unknown_field": "mapping",
}


def in_sentences(error: ReadingError) -> InvalidError:
    """What happened, why, and what to do about a file that can't be read.

    Its field says what is at fault: the file, its columns, or the mapping that was given.
    """
    what, why, remedy = _SENTENCES[error.reason]()
    values = error.values
    sentences = [sentence % values for sentence in (what, why, remedy)]
    field = _FIELDS.get(error.reason, "file")
    return InvalidError(*sentences, fields={field: " ".join(sentences)})


def headers_of(content: bytes) -> tuple[str, ...]:
    """The headings of a file. Raises InvalidError where they can't be read."""
    try:
        return read_headers(content)
    except ReadingError as error:
        raise in_sentences(error) from error


def row_sentence(problem: str) -> str:
    """What is wrong with a row as it stands in the file, and what to do."""
    return _ROWS[problem]()


def _spreadsheet() -> _Sentences:
    return (
        gettext("Dit bestand is niet gelezen."),
        gettext("Het is geen werkblad in XLSX en geen CSV-bestand."),
        gettext("Sla het op als XLSX of CSV en lees dat bestand in."),
    )


_SENTENCES: dict[str, Callable[[], _Sentences]] = {
    "too_large": lambda: (
        gettext("Dit bestand is te groot."),
        gettext("Een bestand mag %(limit)s megabyte zijn."),
        gettext("Verdeel het over meer bestanden."),
    ),
    "empty": lambda: (
        gettext("Dit bestand is leeg."),
        gettext("Er staat geen enkele regel in."),
        gettext("Kies een ander bestand."),
    ),
    "spreadsheet": _spreadsheet,
    "old_spreadsheet": lambda: (
        gettext("Dit bestand is niet gelezen."),
        gettext("Het is een werkblad van voor 2007, of er zit een wachtwoord op."),
        gettext("Sla het zonder wachtwoord op als XLSX of CSV en lees dat bestand in."),
    ),
    "broken_sheet": lambda: (
        gettext("Dit werkblad is niet gelezen."),
        gettext("Het bestand is beschadigd, of gemaakt door een programma dat van XLSX afwijkt."),
        gettext("Open het in een rekenprogramma en sla het op als XLSX of CSV."),
    ),
    "unpacks_too_large": lambda: (
        gettext("Dit werkblad is te groot."),
        gettext("Uitgepakt is het meer dan %(limit)s megabyte."),
        gettext("Verdeel het over meer bestanden, of sla het op als CSV."),
    ),
    "days_from_1904": lambda: (
        gettext("Dit werkblad is niet gelezen."),
        gettext("Het telt datums vanaf 1904, zodat elke datum vier jaar kan verschuiven."),
        gettext("Sla het op als CSV en lees dat bestand in."),
    ),
    "too_many_columns": lambda: (
        gettext("Dit bestand heeft te veel kolommen."),
        gettext("Een bestand mag %(limit)s kolommen hebben."),
        gettext("Haal kolommen weg die u niet inleest."),
    ),
    "double_heading": lambda: (
        gettext("De kop ‘%(column)s’ staat twee keer in het bestand."),
        gettext("Welke van de twee telt, is niet te zien."),
        gettext("Kies welke kolom het is."),
    ),
    "pdf": lambda: (
        gettext("Dit bestand is niet gelezen."),
        gettext("Het is een PDF, geen CSV-bestand."),
        gettext("Vraag de gegevens op als CSV."),
    ),
    "encoding": lambda: (
        gettext("Dit bestand is niet gelezen."),
        gettext("Het is geen tekst in UTF-8, UTF-16 of Windows-1252."),
        gettext("Sla het bestand op als XLSX, of als CSV met codering UTF-8."),
    ),
    "no_headers": lambda: (
        gettext("De koppen van de kolommen ontbreken."),
        gettext("De eerste regel heeft geen namen van kolommen."),
        gettext("Zet boven de gegevens een regel met koppen, zoals achternaam en bsn."),
    ),
    "no_rows": lambda: (
        gettext("In dit bestand staan geen cliënten."),
        gettext("Er is alleen een regel met koppen."),
        gettext("Kies een bestand met gegevens onder de koppen."),
    ),
    "too_many": lambda: (
        gettext("Dit bestand heeft te veel regels."),
        gettext("In één keer kunnen er %(limit)s regels in."),
        gettext("Verdeel het over meer bestanden."),
    ),
    "missing_name": lambda: (
        gettext("De kolom achternaam ontbreekt."),
        gettext("Deze koppen staan in het bestand: %(headers)s."),
        gettext("Kies welke kolom de achternaam is."),
    ),
    "missing_number": lambda: (
        gettext("De kolom bsn of cliëntnummer ontbreekt."),
        gettext("Deze koppen staan in het bestand: %(headers)s."),
        gettext("Kies welke kolom het BSN of uw eigen cliëntnummer is."),
    ),
    "unknown_column": lambda: (
        gettext("De kolom ‘%(column)s’ staat niet in het bestand."),
        gettext("Deze koppen staan erin: %(headers)s."),
        gettext("Kies een van deze koppen."),
    ),
    "unknown_field": lambda: (
        gettext("Het gegeven ‘%(column)s’ kan niet worden ingelezen."),
        gettext("Dit kan wel: %(fields)s."),
        gettext("Kies een van deze gegevens."),
    ),
}

_ROWS: dict[str, Callable[[], str]] = {
    "too_long": lambda: gettext(
        "Deze regel is langer dan 10.000 tekens. Kijk of er een regeleinde of aanhalingsteken ontbreekt."
    ),
    "open_quote": lambda: gettext(
        "Een aanhalingsteken wordt niet gesloten. Zet er een bij, of haal het andere weg."
    ),
    "too_few": lambda: gettext(
        "Deze regel heeft minder kolommen dan de koppen. Is de regel afgebroken? Vul hem aan."
    ),
    "too_many": lambda: gettext(
        "Deze regel heeft meer kolommen dan de koppen. Zet aanhalingstekens om tekst met een scheidingsteken."
    ),
    "control": lambda: gettext("In deze regel staan tekens die niet in tekst horen. Typ de regel opnieuw."),
}


_KINDS: dict[str, Callable[[], str]] = {
    "contact.record": lambda: gettext("contact"),
    "contact.correct": lambda: gettext("verbetering van een contact"),
    "agreement.make": lambda: gettext("afspraak"),
    "agreement.change": lambda: gettext("wijziging van een afspraak"),
    "agreement.check": lambda: gettext("uitkomst van een afspraak"),
    "trajectory.start": lambda: gettext("begin van een traject"),
    "trajectory.change": lambda: gettext("wijziging van een traject"),
    "trajectory.end": lambda: gettext("einde van een traject"),
    "plan.agree": lambda: gettext("plan dat geldt"),
    "plan.close": lambda: gettext("afgesloten plan, met waarom"),
    "service.start": lambda: gettext("begin van een dienst"),
    "service.extend": lambda: gettext("verlenging van een dienst"),
    "service.end": lambda: gettext("einde van een dienst, met wat het bracht"),
    "plan.write_goal": lambda: gettext("doel, geschreven door de cliënt"),
    "plan.sign": lambda: gettext("plan, ondertekend door de cliënt"),
    "plan.refuse": lambda: gettext("plan, waar de cliënt het niet mee eens is"),
    "plan.evaluate": lambda: gettext("terugblik van de cliënt op het plan"),
    "service.own_view": lambda: gettext("wat een dienst bracht, volgens de cliënt"),
    "decision.view": lambda: gettext("wat de cliënt van een keuze vindt"),
    "intake.send": lambda: gettext("intake, verstuurd door de cliënt"),
    "fact.state": lambda: gettext("gegeven, verteld door de cliënt"),
    "work_period.add": lambda: gettext("werk, gemeld door de cliënt"),
    "workshop.decline": lambda: gettext("afmelding door de cliënt"),
}
_TROUBLES: dict[str, Callable[[], str]] = {
    "transport": lambda: gettext("De map was niet te beschrijven. Kijk de rechten en de ruimte na."),
    "broken": lambda: gettext("Er ging iets mis bij het maken van het bestand. Vraag uw beheerder om hulp."),
    "shielded": lambda: gettext("Het dossier is afgeschermd; daaruit wordt niets geleverd."),
    "closed": lambda: gettext("Uw organisatie mag dit deel van het dossier niet zien."),
    "erased": lambda: gettext("De inhoud is intussen gewist."),
    "gone": lambda: gettext("De regel of het dossier is er niet meer."),
}


_STAYS: dict[str, Callable[[], str]] = {
    "worked": lambda: gettext("Blijft staan: er is daarna in het dossier gewerkt."),
    "joined": lambda: gettext("Blijft staan: een andere organisatie doet intussen mee."),
    "unkept": lambda: gettext("Blijft staan: wat er eerst stond, is niet bewaard."),
    "waits": lambda: gettext("De vraag blijft staan: een ander bestand van uw organisatie wacht er ook op."),
}


def stays_because(why: str) -> str:
    """Why a row stays as it was taken in when its file is undone."""
    return _STAYS[why]() if why in _STAYS else ""


def answer_sentence(question: JoinRequest, *, is_kept: bool) -> str:
    """What became of a question to take part; is_kept tells whether the row can still be taken in."""
    if question.state == JoinRequest.State.REFUSED:
        return gettext("Antwoord: niet nu. %(words)s") % {"words": question.answer}
    if question.state == JoinRequest.State.WITHDRAWN:
        return gettext("Uw organisatie trok de vraag in.")
    if question.state == JoinRequest.State.ASKED:
        return gettext("Er is nog geen antwoord.")
    if is_kept:
        return gettext("Antwoord: ja. Deze regel wordt nu verwerkt.")
    return gettext("Antwoord: ja. De regel is niet meer bewaard. Lees hem opnieuw in.")


def delivery_kind(verb: str) -> str:
    """What kind of thing a delivery is."""
    return _KINDS[verb]() if verb in _KINDS else verb


def delivery_trouble(why: str) -> str:
    """Why a delivery did not leave; empty where nothing is wrong."""
    return _TROUBLES[why]() if why in _TROUBLES else ""
