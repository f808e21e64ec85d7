"""The fixed kinds of organisation, the fixed roles, who has which role where, and the sets of roles.

What an organisation calls itself or its roles is a label over these; rights follow the fixed role.
"""

from __future__ import annotations

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """The fixed kinds of chain partner; an organisation's own name for itself is a label over its kind."""

    MUNICIPALITY = "municipality", _("gemeente")
    UWV = "uwv", _("UWV")
    CWI = "cwi", _("Centrum voor Werk en Inkomen (CWI)")
    SOCIAL_SERVICE = "social_service", _("sociale dienst van meer gemeenten (ISD)")
    WERKCENTRUM = "werkcentrum", _("Werkcentrum")
    EMPLOYER_SERVICE = "employer_service", _("werkgeversservicepunt")
    SOCIAL_DEVELOPMENT = "social_development", _("sociaal ontwikkelbedrijf")
    PROVIDER = "provider", _("re-integratiebedrijf")
    JOBCOACHING = "jobcoaching", _("jobcoachorganisatie")
    TEMP_AGENCY = "temp_agency", _("uitzendbureau")
    EMPLOYER = "employer", _("werkgever")
    SCHOOL = "school", _("school of Doorstroompunt")
    PUBLIC_TRAINING = "public_training", _("publieke opleider (roc)")
    PRIVATE_TRAINING = "private_training", _("private opleider")
    CARE = "care", _("zorg of welzijn")
    DEBT_HELP = "debt_help", _("schuldhulp of kredietbank")
    OCCUPATIONAL_HEALTH = "occupational_health", _("arbodienst")
    REGIONAL_COUNCIL = "regional_council", _("regionaal beraad")
    UNION = "union", _("vakbond")
    EMPLOYERS_BODY = "employers_body", _("werkgeversorganisatie")
    ADVISORY_BODY = "advisory_body", _("cliëntenraad of adviesorgaan")
    MINISTRY = "ministry", _("ministerie")
    INSPECTORATE = "inspectorate", _("inspectie")
    RESEARCH = "research", _("onderzoeksinstelling")
    NONE = "none", _("geen organisatie")


class Role(TextChoices):
    """The fixed roles of readers."""

    CLIENT = "client", _("cliënt")
    WORK_COACH = "work_coach", _("werkcoach")
    REINTEGRATION_COACH = "reintegration_coach", _("re-integratiecoach")
    CWI_ADVISER = "cwi_adviser", _("CWI-adviseur")
    INTAKE_ADVISER = "intake_adviser", _("intakeadviseur")
    CAREER_ADVISER = "career_adviser", _("loopbaanadviseur")
    CLIENT_MANAGER = "client_manager", _("klantmanager")
    CLIENT_MANAGER_WORK = "client_manager_work", _("klantmanager werk")
    CLIENT_MANAGER_CARE = "client_manager_care", _("klantmanager zorg")
    CONSULTANT = "consultant", _("consulent werkzoekenden")
    REINTEGRATION_EXPERT = "reintegration_expert", _("re-integratiespecialist")
    INCOME_CONSULTANT = "income_consultant", _("inkomensconsulent")
    LABOUR_EXPERT = "labour_expert", _("arbeidsdeskundige")
    BACK_OFFICE = "back_office", _("uitkeringsadministratie")
    FRONT_BACK_OFFICE = "front_back_office", _("frontoffice en backoffice")
    ADMINISTRATIVE = "administrative", _("administratieve kracht")
    TRAJECTORY_GUIDE = "trajectory_guide", _("trajectbegeleider")
    JOBHUNTER = "jobhunter", _("jobhunter")
    JOBCOACH = "jobcoach", _("jobcoach")
    TRAINER = "trainer", _("opleider")
    SCHOOL_GUIDE = "school_guide", _("doorstroomcoach")
    CARE_WORKER = "care_worker", _("hulpverlener")
    DEBT_WORKER = "debt_worker", _("schuldhulpverlener")
    HEALTH_ADVISER = "health_adviser", _("adviseur van de arbodienst")
    ACCOUNT_HOLDER = "account_holder", _("accounthouder")
    MATCHMAKER = "matchmaker", _("matchmaker")
    EMPLOYER_CONTACT = "employer_contact", _("contactpersoon van de werkgever")
    RECRUITER = "recruiter", _("intercedent")
    PROCUREMENT_OFFICE = "procurement_office", _("inkoop re-integratie")
    CONTRACT_EXPERT = "contract_expert", _("contractdeskundige")
    TRAINING_BROKER = "training_broker", _("scholingsmakelaar")
    MENTOR = "mentor", _("mentor")
    TEAM_LEADER = "team_leader", _("teamleider")
    WORK_MANAGER = "work_manager", _("manager werk")
    REGIONAL_MANAGER = "regional_manager", _("regiomanager werk")
    POLICY_ADVISER = "policy_adviser", _("beleidsadviseur")
    BOARD_MEMBER = "board_member", _("bestuurder")
    COUNCIL_MEMBER = "council_member", _("raadslid")
    MINISTRY_OFFICER = "ministry_officer", _("beleidsmedewerker van het ministerie")
    INSPECTOR = "inspector", _("inspecteur")
    RESEARCHER = "researcher", _("onderzoeker")
    ADMINISTRATOR = "administrator", _("beheerder")


GUIDES = frozenset(
    {
        Role.WORK_COACH,
        Role.REINTEGRATION_COACH,
        Role.CWI_ADVISER,
        Role.CLIENT_MANAGER,
        Role.CLIENT_MANAGER_WORK,
        Role.CLIENT_MANAGER_CARE,
        Role.CONSULTANT,
        Role.REINTEGRATION_EXPERT,
    }
)
"""Who guides clients to work for a public organisation, and may hold the regie there."""

DELIVERERS = frozenset({Role.TRAJECTORY_GUIDE, Role.JOBHUNTER, Role.JOBCOACH, Role.TRAINER})
"""Who carries out a service on somebody's order, and sees only whom they were ordered to help."""

PARTNERS = frozenset({Role.SCHOOL_GUIDE, Role.CARE_WORKER, Role.DEBT_WORKER, Role.HEALTH_ADVISER})
"""Who helps with care, debts, health or school beside the way to work."""

REGISTRARS = GUIDES | {
    Role.INTAKE_ADVISER,
    Role.BACK_OFFICE,
    Role.FRONT_BACK_OFFICE,
    Role.INCOME_CONSULTANT,
}
"""Who may enter a client."""

PROFESSIONALS = (
    REGISTRARS
    | DELIVERERS
    | PARTNERS
    | {
        Role.CAREER_ADVISER,
        Role.LABOUR_EXPERT,
        Role.ADMINISTRATIVE,
        Role.ACCOUNT_HOLDER,
        Role.MATCHMAKER,
        Role.TRAINING_BROKER,
    }
)
"""Whose work may open a dossier: some cell of the access table lets them read."""

CLIENTS = frozenset({Role.CLIENT})
EVERYONE = frozenset(Role)
STAFF = EVERYONE - CLIENTS
"""Everyone who works in the chain, with or without dossiers."""

_BUYERS = {Role.PROCUREMENT_OFFICE, Role.CONTRACT_EXPERT, Role.TRAINING_BROKER}
_LEADERS = {Role.MENTOR, Role.TEAM_LEADER, Role.WORK_MANAGER, Role.REGIONAL_MANAGER, Role.POLICY_ADVISER}
_EMPLOYER_SIDE = {Role.ACCOUNT_HOLDER, Role.MATCHMAKER}
_MUNICIPAL = {
    Role.INTAKE_ADVISER,
    Role.CLIENT_MANAGER,
    Role.CLIENT_MANAGER_WORK,
    Role.CLIENT_MANAGER_CARE,
    Role.CONSULTANT,
    Role.REINTEGRATION_EXPERT,
    Role.INCOME_CONSULTANT,
    Role.BACK_OFFICE,
    Role.FRONT_BACK_OFFICE,
    Role.ADMINISTRATIVE,
    Role.BOARD_MEMBER,
}
_UWV = {
    Role.INTAKE_ADVISER,
    Role.WORK_COACH,
    Role.REINTEGRATION_COACH,
    Role.LABOUR_EXPERT,
    Role.BACK_OFFICE,
    Role.FRONT_BACK_OFFICE,
    Role.ADMINISTRATIVE,
    Role.BOARD_MEMBER,
}
_BODY = {Role.BOARD_MEMBER, Role.POLICY_ADVISER}

_ROLES: dict[OrganisationKind, set[Role]] = {
    OrganisationKind.MUNICIPALITY: _MUNICIPAL | _EMPLOYER_SIDE | _LEADERS | _BUYERS,
    OrganisationKind.SOCIAL_SERVICE: _MUNICIPAL | _EMPLOYER_SIDE | _LEADERS | _BUYERS,
    OrganisationKind.UWV: _UWV | _EMPLOYER_SIDE | _LEADERS | _BUYERS,
    OrganisationKind.CWI: {Role.CWI_ADVISER, Role.ADMINISTRATIVE, *_EMPLOYER_SIDE, *_LEADERS},
    OrganisationKind.WERKCENTRUM: {Role.CAREER_ADVISER, Role.ADMINISTRATIVE, Role.TEAM_LEADER},
    OrganisationKind.EMPLOYER_SERVICE: {*_EMPLOYER_SIDE, Role.TEAM_LEADER},
    OrganisationKind.SOCIAL_DEVELOPMENT: {Role.TRAJECTORY_GUIDE, Role.JOBCOACH, Role.TEAM_LEADER},
    OrganisationKind.PROVIDER: {Role.TRAJECTORY_GUIDE, Role.JOBHUNTER},
    OrganisationKind.JOBCOACHING: {Role.JOBCOACH},
    OrganisationKind.TEMP_AGENCY: {Role.RECRUITER},
    OrganisationKind.EMPLOYER: {Role.EMPLOYER_CONTACT},
    OrganisationKind.SCHOOL: {Role.SCHOOL_GUIDE},
    OrganisationKind.PUBLIC_TRAINING: {Role.TRAINER},
    OrganisationKind.PRIVATE_TRAINING: {Role.TRAINER},
    OrganisationKind.CARE: {Role.CARE_WORKER},
    OrganisationKind.DEBT_HELP: {Role.DEBT_WORKER},
    OrganisationKind.OCCUPATIONAL_HEALTH: {Role.HEALTH_ADVISER},
    OrganisationKind.REGIONAL_COUNCIL: _BODY,
    OrganisationKind.UNION: _BODY,
    OrganisationKind.EMPLOYERS_BODY: _BODY,
    OrganisationKind.ADVISORY_BODY: {Role.COUNCIL_MEMBER},
    OrganisationKind.MINISTRY: {Role.MINISTRY_OFFICER},
    OrganisationKind.INSPECTORATE: {Role.INSPECTOR},
    OrganisationKind.RESEARCH: {Role.RESEARCHER},
}
ROLES_OF_KIND: dict[OrganisationKind, frozenset[Role]] = {
    kind: frozenset(roles | {Role.ADMINISTRATOR}) for kind, roles in _ROLES.items()
}
"""Which roles there are at a kind of organisation; every kind has an administrator."""

ENDED_KINDS = {OrganisationKind.CWI: date(2009, 1, 1)}
"""Kinds that the law knows no longer, with the first day without them (CWI went up in UWV)."""
