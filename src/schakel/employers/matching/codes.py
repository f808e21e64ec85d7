"""The closed lists of the format: licences, demands, languages, levels and offers, each with its words."""

from __future__ import annotations

LICENCES: dict[str, tuple[str, str]] = {
    "AM": ("rijbewijs AM", "driving licence AM"),
    "A": ("rijbewijs A", "driving licence A"),
    "B": ("rijbewijs B", "driving licence B"),
    "BE": ("rijbewijs BE", "driving licence BE"),
    "C": ("rijbewijs C", "driving licence C"),
    "CE": ("rijbewijs CE", "driving licence CE"),
    "D": ("rijbewijs D", "driving licence D"),
    "DE": ("rijbewijs DE", "driving licence DE"),
    "T": ("rijbewijs T", "driving licence T"),
    "code_95": ("code 95", "code 95"),
    "forklift": ("heftruckcertificaat", "forklift certificate"),
    "vca_basic": ("VCA basis", "VCA basic safety certificate"),
    "vca_full": ("VCA VOL", "VCA safety certificate for supervisors"),
}

# A holder of the first has the others too: the law gives no C or D without B, VCA VOL covers the basics.
IMPLIED: dict[str, tuple[str, ...]] = {
    "A": ("AM",),
    "B": ("AM",),
    "BE": ("B", "AM"),
    "C": ("B", "AM"),
    "CE": ("C", "BE", "B", "AM"),
    "D": ("B", "AM"),
    "DE": ("D", "BE", "B", "AM"),
    "vca_full": ("vca_basic",),
}

# A vacancy's demand and a person's limitation are the same list: together they exclude.
DEMANDS: dict[str, tuple[str, str]] = {
    "heavy_lifting": ("zwaar tillen", "heavy lifting"),
    "standing": ("lang staan", "long standing"),
    "walking": ("veel lopen", "much walking"),
    "sitting": ("lang zitten", "long sitting"),
    "kneeling": ("knielen en hurken", "kneeling and squatting"),
    "fine_hand_work": ("fijn handwerk", "fine hand work"),
    "screen_work": ("beeldschermwerk", "screen work"),
    "heights": ("werken op hoogte", "working at heights"),
    "driving": ("rijden", "driving"),
    "night": ("nachtwerk", "night work"),
    "shifts": ("wisselende diensten", "changing shifts"),
    "pressure": ("hoge tijdsdruk", "high time pressure"),
    "conflict": ("omgaan met conflicten", "handling conflicts"),
    "crowds": ("werken in drukte", "working among many people"),
    "alone": ("alleen werken", "working alone"),
    "noise": ("lawaai", "noise"),
    "dust": ("stof en dampen", "dust and fumes"),
    "cold": ("kou", "cold"),
    "heat": ("hitte", "heat"),
}

LANGUAGES: dict[str, tuple[str, str]] = {
    "nl": ("Nederlands", "Dutch"),
    "en": ("Engels", "English"),
    "de": ("Duits", "German"),
    "fr": ("Frans", "French"),
}

LEVELS = ("", "A1", "A2", "B1", "B2", "C1", "C2")

OFFERS: dict[str, tuple[str, str]] = {
    "trial_placement": ("een proefplaatsing", "a trial placement"),
    "job_carving": ("taken anders verdelen", "job carving"),
    "coaching": ("begeleiding op de werkplek", "coaching at work"),
    "adapted_hours": ("aangepaste uren", "adapted hours"),
    "workplace_adaptation": ("een aangepaste werkplek", "an adapted workplace"),
    "training": ("een opleiding", "training"),
    "language_training": ("taalles", "language lessons"),
    "transport": ("vervoer", "transport"),
    "home_working": ("thuiswerken", "working from home"),
}

EDUCATION_LEVELS = range(1, 9)
