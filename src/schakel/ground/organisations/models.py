"""Organisations, teams, professionals and their memberships."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from schakel.ground.access.models import Reader
from schakel.ground.access.types import OrganisationKind, Role
from schakel.ground.kernel.ids import uuid7
from schakel.ground.kernel.periods import Dated, DatedQuerySet, ends_after_start, no_overlap
from schakel.ground.kernel.versions import Versioned


class Organisation(Dated, Versioned):
    """A chain partner; its id is also the id of its stream in the journal."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    place = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "valid_from"], name="organisations_organisation_once"),
            ends_after_start("organisations_organisation_period"),
        ]


class Team(Dated):
    """A team with a queue: clients may wait there until a member takes them up."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=Role)
    reader = models.OneToOneField(Reader, models.PROTECT)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="organisations_team_once"),
            ends_after_start("organisations_team_period"),
        ]


class Professional(Versioned):
    """Someone who works in the chain, findable by colleagues of every organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=140, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    expertise = models.CharField(max_length=160, blank=True)
    reachable = models.CharField(max_length=80, blank=True)


class Membership(Dated, Versioned):
    """A professional in one role at one organisation, in a team or not; it gives one reader."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="memberships")
    reader = models.OneToOneField(Reader, models.PROTECT)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("organisations_membership_once", "professional", "organisation", "role"),
            ends_after_start("organisations_membership_period"),
        ]
