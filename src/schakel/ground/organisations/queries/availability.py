"""Who works when, who is away today and who stands in, and which absences nobody covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, When

from schakel.ground.access.covering import is_role_wide_enough
from schakel.ground.access.models import Reader, ReaderCover
from schakel.ground.access.permissions import not_found
from schakel.ground.access.types import Role
from schakel.ground.kernel import clock
from schakel.ground.kernel.periods import DatedQuerySet
from schakel.ground.organisations.models import Absence, Membership, Pair, WorkingHours

AHEAD_DAYS = 28
"""How far the pages look ahead for absence."""
CHOICES = 100
_WHO = ("professional", "organisation", "reader")


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away: which kind, until when (None: not known), and who stands in."""

    kind: str
    back_on: date | None
    standin: str


@dataclass(frozen=True, slots=True)
class Covering:
    """Whom somebody stands in for, and up to which day (None: as long as the absence lasts)."""

    name: str
    organisation: str
    until: date | None


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence on a list; covers are (name, from, until) in order."""

    absence: Absence
    covers: list[tuple[str, date, date | None]]
    is_uncovered: bool


def week_of(membership_id: UUID, on: date | None = None) -> dict[int, tuple[time, time]]:
    """The working week: weekday by its ISO number, with begin and end."""
    rows = WorkingHours.objects.on(on or clock.today()).filter(membership_id=membership_id)
    return {row.weekday: (row.starts, row.ends) for row in rows.order_by("weekday")}


def absence_of(organisation_id: UUID, absence_id: UUID) -> Absence:
    """An absence at this organisation that has not passed. Raises NotFoundError."""
    found = _absences().filter(pk=absence_id, membership__organisation_id=organisation_id).first()
    if found is None:
        raise not_found()
    return found


def absences_of(membership_id: UUID) -> list[AbsenceRow]:
    """Somebody's present and coming absences, soonest first."""
    return _rows(_absences().filter(membership_id=membership_id).order_by("valid_from", "id"))


def absences_at(organisation_id: UUID) -> tuple[list[AbsenceRow], bool]:
    """Who is away at the organisation now or in four weeks, and whether there are more than CHOICES.

    Those whom nobody stands in for come first, then by day.
    """
    today = clock.today()
    uncovered = absent_without_cover(today, organisation_id=organisation_id)
    is_later = Case(
        When(membership__reader_id__in=uncovered, valid_from__lte=today, then=0),
        default=1,
        output_field=IntegerField(),
    )
    found = _absences().filter(
        membership__in=Membership.objects.on(today).filter(organisation_id=organisation_id),
        valid_from__lte=today + timedelta(days=AHEAD_DAYS),
    )
    ordered = found.order_by(is_later, "valid_from", "membership__professional__sort_key", "id")
    rows = list(ordered[: CHOICES + 1])
    return _rows(rows[:CHOICES]), len(rows) > CHOICES


def absent_without_cover(on: date, *, organisation_id: UUID | None = None) -> list[int]:
    """Readers of members who are away that day while nobody at work stands in for them.

    A stand-in who is away as well covers nobody. Rooms above ask this for the dossiers that fall between.
    """
    away = Absence.objects.on(on).filter(membership__in=Membership.objects.on(on))
    if organisation_id is not None:
        away = away.filter(membership__organisation_id=organisation_id)
    covered = _covers_at_work(on).filter(covered_reader_id=OuterRef("membership__reader_id"))
    found = away.filter(~Exists(covered)).order_by("membership__reader_id")
    return list(found.values_list("membership__reader_id", flat=True))


def away_today(reader_ids: Iterable[int]) -> dict[int, Away]:
    """Which of these readers are away today."""
    today, ids = clock.today(), list(reader_ids)
    found = Absence.objects.on(today).filter(membership__reader_id__in=ids)
    away = {a.membership.reader_id: a for a in found.select_related("membership")}
    names = _standins(away, today) if away else {}
    return {
        reader: Away(str(Absence.Kind(a.kind).label), a.valid_to, names.get(reader, ""))
        for reader, a in away.items()
    }


def covering_today(reader_id: int) -> list[Covering]:
    """Whom a reader stands in for today, by name."""
    covers = ReaderCover.objects.on(clock.today()).filter(reader_id=reader_id)
    until = dict(covers.values_list("covered_reader_id", "valid_to"))
    found = Membership.objects.filter(reader_id__in=until).select_related("professional", "organisation")
    return [
        Covering(m.professional.name, m.organisation.name, until[m.reader_id])
        for m in found.order_by("professional__sort_key", "id")
    ]


def partner_of(membership_id: UUID, on: date | None = None) -> Membership | None:
    """The other of a fixed pair that holds on that day, if any."""
    half = halves(on).filter(membership_id=membership_id).select_related(*(f"partner__{w}" for w in _WHO))
    found = half.first()
    return found.partner if found else None


def halves(on: date | None = None) -> DatedQuerySet[Pair]:
    """Halves of pairs that hold: the partner's organisation named this member too."""
    day = on or clock.today()
    other = Pair.objects.on(day).filter(membership=OuterRef("partner"), partner=OuterRef("membership"))
    return Pair.objects.on(day).filter(Exists(other))


def pairs_at(organisation_id: UUID) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """The pairs of an organisation's members: those that hold, asked by us, and asked of us."""
    joined = ("membership__professional", "partner__professional", "membership__organisation",
              "partner__organisation")  # fmt: skip
    today = clock.today()
    ours = Pair.objects.on(today).filter(membership__organisation_id=organisation_id)
    theirs = Pair.objects.on(today).filter(partner__organisation_id=organisation_id)
    holding = set(halves(today).values_list("pk", flat=True).filter(pk__in=ours.values("pk")))
    rows = list(ours.select_related(*joined).order_by("membership__professional__sort_key", "id"))
    waiting = theirs.exclude(pk__in=halves(today).values("pk")).select_related(*joined)
    return (
        _once([row for row in rows if row.pk in holding]),
        [row for row in rows if row.pk not in holding],
        list(waiting.order_by("partner__professional__sort_key", "id")),
    )


def standins_for(absent: Membership, words: str = "", *, chosen: UUID | None = None) -> list[Membership]:
    """Who may stand in: the partner first, then colleagues of a role that is wide enough, own team first.

    At most CHOICES; who was chosen is always among them, whatever was searched for.
    """
    partner = partner_of(absent.pk)
    found = Membership.objects.on(clock.today()).filter(
        organisation_id=absent.organisation_id, role__in=_wide_enough(absent)
    )
    found = found.exclude(professional_id=absent.professional_id).select_related(*_WHO)
    if words.strip():
        found = found.filter(Q(professional__name__icontains=words.strip()) | Q(pk=chosen))
    place = Case(
        When(pk=chosen, then=0),
        When(team_id=absent.team_id, team_id__isnull=False, then=1),
        default=2,
        output_field=IntegerField(),
    )
    colleagues = found.order_by(place, "professional__sort_key", "id")[:CHOICES]
    return [
        *([partner] if partner else []),
        *(m for m in colleagues if partner is None or m.pk != partner.pk),
    ]


def partners_for(organisation_id: UUID, words: str, chosen: UUID | None = None) -> list[Membership]:
    """Whom a member may form a pair with: who has these words in the name, colleagues before others."""
    found = Membership.objects.on(clock.today()).exclude(role=Role.ADMINISTRATOR)
    is_meant = Q(organisation_id=organisation_id) if not words.strip() else Q()
    if words.strip():
        is_meant = Q(professional__name__icontains=words.strip())
    is_far = Case(When(organisation_id=organisation_id, then=0), default=1)
    found = found.filter(is_meant | Q(pk=chosen)).select_related("professional", "organisation")
    return list(found.order_by(is_far, "professional__sort_key", "id")[:CHOICES])


def may_stand_in(standin: Membership, absent: Membership) -> bool:
    """Whether the stand-in is a colleague, or the partner elsewhere, with a role that is wide enough."""
    partner = partner_of(absent.pk)
    is_near = standin.organisation_id == absent.organisation_id or (
        partner is not None and partner.pk == standin.pk
    )
    is_another = standin.professional_id != absent.professional_id
    return is_near and is_another and is_role_wide_enough(standin.reader, absent.reader, clock.today())


def absence_within(membership_id: UUID, start: date, end: date | None) -> Absence | None:
    """The first absence of somebody that shares a day with this stretch."""
    found = Absence.objects.filter(membership_id=membership_id).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=start)
    )
    if end is not None:
        found = found.filter(valid_from__lt=end)
    return found.exclude(valid_to=F("valid_from")).order_by("valid_from").first()


def _wide_enough(absent: Membership) -> list[str]:
    """The roles at the same kind of organisation that may do at least what the absent one may."""
    kind, today = absent.reader.organisation_kind, clock.today()
    return [
        role.value
        for role in Role
        if is_role_wide_enough(Reader(organisation_kind=kind, role=role.value), absent.reader, today)
    ]


def _absences() -> QuerySet[Absence]:
    """Those that have not passed and were not withdrawn."""
    today = clock.today()
    found = Absence.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
    found = found.exclude(valid_to=F("valid_from"))
    return found.select_related(*(f"membership__{w}" for w in _WHO), "membership__team")


def _covers_at_work(on: date) -> QuerySet[ReaderCover]:
    """Covers of that day by who is not away themselves."""
    own_absence = Absence.objects.on(on).filter(membership__reader_id=OuterRef("reader_id"))
    return ReaderCover.objects.on(on).filter(~Exists(own_absence))


def _rows(absences: Iterable[Absence]) -> list[AbsenceRow]:
    """Absences at one organisation, with who stands in."""
    found, today = list(absences), clock.today()
    covers = _covers_of(a.membership.reader_id for a in found)
    names = _names(c.reader_id for many in covers.values() for c in many)
    own = found[0].membership.organisation_id if found else None
    uncovered = set(absent_without_cover(today, organisation_id=own)) if found else set()
    return [
        AbsenceRow(
            absence,
            [
                (names.get(c.reader_id, ""), c.valid_from, c.valid_to)
                for c in covers.get(absence.membership.reader_id, [])
                if absence.period.overlaps(c.period)
            ],
            absence.valid_from <= today and absence.membership.reader_id in uncovered,
        )
        for absence in found
    ]


def _covers_of(reader_ids: Iterable[int]) -> dict[int, list[ReaderCover]]:
    found: dict[int, list[ReaderCover]] = {}
    covers = ReaderCover.objects.filter(covered_reader_id__in=list(reader_ids))
    for cover in covers.exclude(valid_to=F("valid_from")).order_by("valid_from"):
        found.setdefault(cover.covered_reader_id, []).append(cover)
    return found


def _standins(reader_ids: Iterable[int], on: date) -> dict[int, str]:
    covers = dict(
        _covers_at_work(on)
        .filter(covered_reader_id__in=list(reader_ids))
        .values_list("covered_reader_id", "reader_id")
    )
    names = _names(covers.values())
    return {covered: names.get(reader, "") for covered, reader in covers.items()}


def _names(reader_ids: Iterable[int]) -> dict[int, str]:
    found = Membership.objects.filter(reader_id__in=set(reader_ids))
    return dict(found.values_list("reader_id", "professional__name"))


def _once(rows: Iterable[Pair]) -> list[Pair]:
    """Each pair once, where both halves are of one organisation."""
    seen: set[frozenset[UUID]] = set()
    kept = []
    for row in rows:
        both = frozenset((row.membership_id, row.partner_id))
        if both not in seen:
            seen.add(both)
            kept.append(row)
    return kept
