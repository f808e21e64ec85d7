"""The sentences of process analysis in English, by their Dutch ones."""

from __future__ import annotations

from schakel.programme.process.engine.times import FIRST_YEAR, LAST_YEAR

_RULES = {
    "Een zaak begint met {start}.": "A case begins with {start}.",
    "Na {start} volgt {end}{within}.": "{start} is followed by {end}{within}.",
    "{end} komt pas na {start}.": "{end} only comes after {start}.",
    "{start} en {end} komen niet in dezelfde zaak voor.": "{start} and {end} don't occur in the same case.",
    "{start} komt hooguit {times} keer voor.": "{start} occurs {times}× at most.",
    "{start} gebeurt minstens elke {term}.": "{start} happens at least every {term}.",
    "Van {start} tot {end} duurt het hooguit {term}.": "From {start} to {end} takes at most {term}.",
    "{end} doet een ander dan wie {start} deed.": "{end} is done by another than who did {start}.",
    "{count} dag": "{count} day",
    "{count} dagen": "{count} days",
    "{count} werkdag": "{count} working day",
    "{count} werkdagen": "{count} working days",
    " binnen {term}": " within {term}",
    " of ": " or ",
}
_INTAKE = {
    "de regel heeft te veel of te weinig velden, of is niet te lezen": (
        "the line has too many or too few fields, or can't be read"
    ),
    "de gebeurtenis staat buiten een zaak (trace)": "the event stands outside a case (trace)",
    "de gebeurtenis hoort bij geen voorwerp van deze soort": "the event belongs to no object of this kind",
    "er staat geen zaak": "there is no case",
    "er staat geen stap": "there is no step",
    "er staat geen tijd": "there is no time",
    "de tijd is niet te lezen": "the time can't be read",
    f"het jaar ligt buiten {FIRST_YEAR}–{LAST_YEAR}": f"the year is outside {FIRST_YEAR}–{LAST_YEAR}",
    "tijden zonder tijdzone, gelezen als Nederlandse tijd": "times without a zone, read as Dutch time",
    "tijden zonder uur; binnen een dag geldt de volgorde van het bestand": (
        "times without an hour; within a day the order of the file holds"
    ),
    "zaken met verschillende waarden voor één kenmerk; de eerste telt": (
        "cases with differing values of one attribute; the first counts"
    ),
    "Rijen": "Rows",
    "Wat": "What",
    "Gebruikt": "Used",
    "Weggelaten op verzoek": "Left out as asked",
    "Geweigerd, want {reason}": "Refused, since {reason}",
    "Samen: alle rijen van het bestand": "Together: all rows of the file",
    "{count} gebruikte gebeurtenissen horen bij zaken buiten de keuze": (
        "{count} used events belong to cases outside the choice"
    ),
}
_FINDINGS = {
    "minder dan 1 %": "less than 1%",
    "meer dan 99 %": "more than 99%",
    "{n} %": "{n}%",
    "onbekend": "unknown",
    "tussen {low} en {high}": "between {low} and {high}",
    "{cases} zaken, {events} gebeurtenissen, {steps} stappen; {refused} rijen geweigerd.": (
        "{cases} cases, {events} events, {steps} steps; {refused} rows refused."
    ),
    "Een zaak duurt gewoonlijk {usual} (mediaan); 9 van de 10 duren hooguit {most}.": (
        "A case usually lasts {usual} (median); 9 in 10 last {most} at most."
    ),
    "Er zijn {count} verschillende wegen; de meest gekozen weg volgt {part} van de zaken.": (
        "There are {count} different ways; {part} of the cases follow the most frequent one."
    ),
    "De meeste tijd gaat heen tussen ‘{source}’ en ‘{target}’: {part} van alle wachttijd. {wait}": (
        "Most time passes between ‘{source}’ and ‘{target}’: {part} of all waiting. {wait}"
    ),
    "Dat duurt gewoonlijk {usual}, maar 1 op de 10 keer langer dan {most} ({count} keer).": (
        "That usually takes {usual}, but 1 in 10 times longer than {most} ({count}×)."
    ),
    "{passed} van de {closed} afgesloten zaken gingen over hun termijn heen ({part}, tussen {low} en "
    "{high}).": (
        "{passed} of the {closed} closed cases passed their deadline ({part}, between {low} and {high})."
    ),
    "Die verloren de meeste tijd tussen ‘{source}’ en ‘{target}’: samen {whole}. {wait}": (
        "They lost most time between ‘{source}’ and ‘{target}’: {whole} together. {wait}"
    ),
    "{kept} van {checked} zaken zo": "{kept} of {checked} cases so",
    "{count} afwijkend zonder reden": "{count} deviating without a reason",
    "{count} afwijkend met reden": "{count} deviating with a reason",
    "{count} nog te gaan": "{count} still to be seen",
    "{count} niet te beoordelen": "{count} can't be judged",
    "Het verschil is {value}, {span}.": "The difference is {value}, {span}.",
    "Het verschil kan ook nul zijn, want het interval gaat over nul heen.": (
        "The difference may be nothing, since the interval holds nought."
    ),
    "Gewone duur bij {one}; bij {other}. {last}": "Usual duration for {one}; for {other}. {last}",
    "nog niet bereikt": "not yet reached",
    "afgesloten is een zaak die eindigt met {steps}": "a case is closed when it ends with {steps}",
    "afgesloten is een zaak waarbij {column} is ingevuld": "a case is closed when {column} is filled in",
    "elke zaak telt als afgesloten, want er is niet gezegd waaraan dat te zien is": (
        "every case counts as closed, since it wasn't said how to see that"
    ),
}
_MAP = {
    "Kaart van de stappen": "Map of the steps",
    "Dezelfde gegevens staan in de tabel onder de kaart.": "The table below the map holds the same.",
    "Van {source} naar {target}: gewoonlijk {usual}, {count}×": (
        "From {source} to {target}: usually {usual}, {count}×"
    ),
    "{name}: {count} keer": "{name}: {count}×",
    "Dikte: hoe vaak.": "Thickness: how often.",
    "Getal: gewone wachttijd (mediaan), daaronder hoe vaak.": (
        "Number: usual wait (median), below it how often."
    ),
    "Amber: het langst wachten.": "Amber: the longest waits.",
    "De kaart toont {part} van alles wat van stap naar stap ging.": (
        "The map shows {part} of all that went from step to step."
    ),
    " Alleen in de tabel staan nog {left_out}.": " Only the table also has {left_out}.",
    "{n} stap": "{n} step",
    "{n} stappen": "{n} steps",
    "{n} soort overgang": "{n} kind of transition",
    "{n} soorten overgangen": "{n} kinds of transitions",
    " en ": " and ",
    "Kaart, schuifbaar": "Map, scrolls",
    "Open de kaart los": "Open the map by itself",
}
_HEADS = {
    "Van": "From",
    "Naar": "To",
    "Aantal": "Number",
    "Gewoonlijk": "Usually",
    "9 van 10 binnen": "9 in 10 within",
    "Werkdagen": "Working days",
    "Samen": "Together",
    "Regel": "Rule",
    "Geldt voor": "Holds for",
    "Zo gegaan": "Went so",
    "Anders, zonder reden": "Otherwise, without a reason",
    "Anders, met reden": "Otherwise, with a reason",
    "Nog te gaan": "Still to be seen",
    "Onbekend": "Unknown",
    "Zaken": "Cases",
    "Afgesloten": "Closed",
    "Gewone duur (95 %-interval)": "Usual duration (95% interval)",
    "Stap": "Step",
    "Verschil in procentpunten": "Difference in percentage points",
    "Stuk": "Part",
    "Werkdagen gewoonlijk": "Working days usually",
    "Werkdagen, 9 van 10": "Working days, 9 in 10",
    "Weg": "Way",
    "Deel": "Share",
    "Wacht gewoonlijk": "Usual wait",
}
_PAGE = {
    "Procesanalyse van {title}": "Process analysis of {title}",
    "Naar de inhoud": "To the content",
    "Hoe zaken werkelijk lopen": "How cases really go",
    "Onderdelen": "Parts",
    "{title} · {cases} zaken · {events} gebeurtenissen · {refused} rijen geweigerd": (
        "{title} · {cases} cases · {events} events · {refused} rows refused"
    ),
    "Wat opvalt": "What stands out",
    "Kaart": "Map",
    "Dezelfde kaart als tabel": "The same map as a table",
    "Over de termijn heen": "Past the deadline",
    "Regels": "Rules",
    "Vergelijking": "Comparison",
    "Doorlooptijd": "Duration",
    "Wegen door het proces": "Ways through the process",
    "Overdrachten": "Handovers",
    "Wat is gelezen": "What was read",
    "Hoe is gerekend": "How it was computed",
    "Overgangen tussen stappen, de vaakst voorkomende eerst": (
        "Transitions between steps, the most frequent first"
    ),
    "Nog {count} overgangen staan in {link}.": "{link} has {count} more transitions.",
    "Nog {count} zaken staan in {link}.": "{link} has {count} more cases.",
    "Nog {count} wegen staan in {link}.": "{link} has {count} more ways.",
    "Nog {count} overdrachten staan in {link}.": "{link} has {count} more handovers.",
    "{passed} van de {closed} afgesloten zaken gingen over hun termijn heen.": (
        "{passed} of the {closed} closed cases passed their deadline."
    ),
    "Nog open: {open}; daarvan over hun termijn: {overdue}.": (
        "Still open: {open}; past their deadline: {overdue}."
    ),
    "Afgesloten zonder termijn: {without}.": "Closed without a deadline: {without}.",
    "Met een tijd die niet te lezen is: {unreadable}.": "With a time that can't be read: {unreadable}.",
    "Waar de zaken wachtten die te laat waren, de meeste tijd eerst": (
        "Where late cases waited, the most time first"
    ),
    "Zaken: {count}": "Cases: {count}",
    "Een afwijking met een vastgelegde reden is maatwerk en geen overtreding; daarom staat zij apart.": (
        "A deviation with a recorded reason is tailoring and no breach; so it stands apart."
    ),
    "Per regel het aantal zaken": "Number of cases by rule",
    "Redenen": "Reasons",
    "Verschil in gewone duur: {value}.": "Difference in usual duration: {value}.",
    " Het interval gaat over nul heen, dus dit kan toeval zijn.": (
        " The interval holds nought, so this may be chance."
    ),
    "De intervallen gelden voor alle stappen samen (95 %). Een verschil zegt niet waardoor het komt.": (
        "The intervals hold for all steps together (95%). A difference doesn't tell what caused it."
    ),
    "De twee groepen": "The two groups",
    "In welk deel van de zaken een stap voorkomt": "In which share of the cases a step occurs",
    "{value} ({low} tot {high})": "{value} ({low} to {high})",
    "Hele zaak": "Whole case",
    "Nog open, en meegeteld tot hun laatste gebeurtenis: {count}.": (
        "Still open, and counted up to their last event: {count}."
    ),
    "Tijd van eerste tot laatste gebeurtenis": "Time from first to last event",
    "Van ‘{source}’ tot ‘{target}’": "From ‘{source}’ to ‘{target}’",
    "De meest gevolgde wegen": "The most frequent ways",
    "Vergelijk hiermee geen personen. Kies liever een kolom met organisaties, teams of rollen.": (
        "Don't compare persons by this. Rather choose a column of organisations, teams or roles."
    ),
    "Overdrachten aan een ander, de vaakst voorkomende eerst": (
        "Handovers to another, the most frequent first"
    ),
    "Gebeurtenissen staan per zaak op tijd; bij gelijke tijd in de volgorde van het bestand.": (
        "Events stand by case in order of time, and within the same time in order of the file."
    ),
    "Gewoonlijk is de mediaan: de helft duurt korter. 9 van 10 is het punt waar 90 % onder blijft.": (
        "Usually is the median: half take less. 9 in 10 is the point below which 90% stay."
    ),
    "Werkdagen zijn maandag tot en met vrijdag, zonder de feestdagen van de Algemene termijnenwet. Zij "
    "worden geteld na de eerste dag tot en met de laatste.": (
        "Working days are Monday to Friday, without the holidays of the Dutch General Extension of Time "
        "Limits Act. They are counted after the first day up to and including the last."
    ),
    "Wat is afgesloten: {assumption}.": "What is closed: {assumption}.",
    "Een termijn in dagen telt de dagen na de dag zelf. Een open zaak waarvan de termijn nog loopt is "
    "geen afwijking.": (
        "A term in days counts the days after the day itself. An open case whose term still runs is no "
        "deviation."
    ),
    "Intervallen: Wilson voor delen, Kaplan-Meier met Brookmeyer-Crowley voor mediane duur, en MOVER "
    "voor verschillen.": (
        "Intervals: Wilson for shares, Kaplan-Meier with Brookmeyer-Crowley for median durations, and "
        "MOVER for differences."
    ),
}
ENGLISH = {**_RULES, **_INTAKE, **_FINDINGS, **_MAP, **_HEADS, **_PAGE}
