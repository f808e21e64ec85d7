"""What answering many questions at once would do with each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from schakel.ground.dossiers.models import JoinRequest, NamedReader, Shield
from schakel.ground.dossiers.queries.join_requests import to_answer_among
from schakel.ground.dossiers.queries.passing import workable
from schakel.ground.dossiers.seats import Seat, seats_of_all
from schakel.ground.kernel import clock
from schakel.ground.kernel.actors import Actor


class Verdict(TextChoices):
    """Whether a question can be answered so, or why not."""

    ANSWERS = "answers", _("krijgt het antwoord")
    GONE = "gone", _("is intussen beantwoord of ingetrokken, of is niet aan u gevraagd")
    READ_ONLY = "read_only", _("u kijkt hier alleen, om een dringende reden")
    NO_SEAT = "no_seat", _("wie verantwoordelijk zou worden, werkt daar niet meer: alleen een nee kan")
    SHIELDED = "shielded", _("afgeschermd: wie verantwoordelijk zou worden, is geen genoemde lezer")
    TWICE = "twice", _("een tweede vraag over dezelfde cliënt: een ja hierop kan hierna")


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: its verdict, the question where it waits for the actor, and who would take part."""

    request_id: UUID
    verdict: Verdict
    row: JoinRequest | None = None
    seat: Seat | None = None


def judged(actor: Actor, request_ids: Collection[UUID], *, is_accepted: bool) -> list[Judged]:
    """Each question, those that wait in the order of the list, for a yes or a no; at most six statements."""
    rows = to_answer_among(actor, request_ids)
    verdicts = _for_a_yes(rows) if is_accepted else _for_a_no(rows)
    found = [Judged(row.pk, verdict, row, seat) for row, (verdict, seat) in zip(rows, verdicts, strict=True)]
    known = {row.pk for row in rows}
    return found + [Judged(one, Verdict.GONE) for one in dict.fromkeys(request_ids) if one not in known]


def _for_a_no(rows: list[JoinRequest]) -> list[tuple[Verdict, Seat | None]]:
    may_work = workable({row.dossier_id for row in rows})
    return [(Verdict.ANSWERS if row.dossier_id in may_work else Verdict.READ_ONLY, None) for row in rows]


def _for_a_yes(rows: list[JoinRequest]) -> list[tuple[Verdict, Seat | None]]:
    """Of two questions in one dossier the first: what one act lets in goes back as one."""
    may_work = workable({row.dossier_id for row in rows})
    seats, closed = _seats(rows), _shielded_from(rows)
    taken: set[UUID] = set()
    found: list[tuple[Verdict, Seat | None]] = []
    for row in rows:
        seat, verdict = seats.get(row.pk), Verdict.ANSWERS
        if row.dossier_id not in may_work:
            verdict = Verdict.READ_ONLY
        elif seat is None:
            verdict = Verdict.NO_SEAT
        elif seat.reader_id not in closed.get(row.dossier_id, {seat.reader_id}):
            verdict = Verdict.SHIELDED
        elif row.dossier_id in taken:
            verdict = Verdict.TWICE
        else:
            taken.add(row.dossier_id)
        found.append((verdict, seat))
    return found


def _seats(rows: Iterable[JoinRequest]) -> dict[UUID, Seat]:
    people, teams = seats_of_all(
        membership_ids=(row.membership_id for row in rows if row.membership_id),
        team_ids=(row.team_id for row in rows if row.team_id),
    )
    found: dict[UUID, Seat] = {}
    for row in rows:
        seat = people.get(row.membership_id) if row.membership_id else None
        seat = teams.get(row.team_id) if row.team_id else seat
        if seat is not None:
            found[row.pk] = seat
    return found


def _shielded_from(rows: Iterable[JoinRequest]) -> dict[UUID, set[int]]:
    """The shielded dossiers, each with its named readers."""
    today, ids = clock.today(), {row.dossier_id for row in rows}
    shields = Shield.objects.on(today).filter(dossier_id__in=ids)
    closed: dict[UUID, set[int]] = {one: set() for one in shields.values_list("dossier_id", flat=True)}
    if closed:
        named = NamedReader.objects.on(today).filter(dossier_id__in=closed)
        for dossier_id, reader_id in named.values_list("dossier_id", "reader_id"):
            closed[dossier_id].add(reader_id)
    return closed
