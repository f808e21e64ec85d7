"""Addresses of the organisations room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.organisations.views import (
    availability,
    cards,
    home,
    locations,
    members,
    partners,
    successions,
    ways,
    wishes,
)

app_name = "organisations"
urlpatterns = [
    path("directory/", cards.who_is_who, name="directory"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/end/", members.end_member, name="end_member"),
    path("wishes/", wishes.wish_list, name="wishes"),
    path("wishes/new/", wishes.new_wish, name="new_wish"),
    path("wishes/export/", wishes.export, name="export_wishes"),
    path("wishes/<uuid:wish_id>/support/", wishes.support, name="support_wish"),
    path("wishes/<uuid:wish_id>/answer/", wishes.answer, name="answer_wish"),
    path("availability/", availability.own, name="availability"),
    path("absences/", availability.absences, name="absences"),
    path("absences/<uuid:absence_id>/", availability.absence, name="absence"),
    path("absences/<uuid:absence_id>/change/", availability.change, name="change_absence"),
    path("absences/<uuid:absence_id>/cover/", availability.cover, name="cover"),
    path("members/<uuid:membership_id>/hours/", availability.hours, name="hours"),
    path("members/<uuid:membership_id>/absence/", availability.report, name="report_absence"),
    path("pairs/", availability.pairs, name="pairs"),
    path("pairs/<uuid:pair_id>/end/", availability.stop_pair, name="end_pair"),
    path("directory/own/", cards.own_card, name="own_card"),
    path("directory/own/photo/", cards.own_photo, name="own_photo"),
    path("directory/own/photo/remove/", cards.remove_photo, name="remove_photo"),
    path("directory/<uuid:professional_id>/", cards.card, name="card"),
    path("directory/<uuid:professional_id>/photo/", cards.portrait, name="portrait"),
    path("ways-of-working/", ways.ways, name="ways"),
    path("ways-of-working/<uuid:organisation_id>/", ways.way, name="way"),
    path("ways-of-working/<uuid:organisation_id>/write/", ways.write_way, name="write_way"),
    path("home/", home.home, name="home"),
    path("partners/", partners.partner_list, name="partners"),
    path("partners/<uuid:organisation_id>/", partners.one_partner, name="partner"),
    path("partners/preset/", partners.preset, name="preset"),
    path("organisation/names/", partners.own_names, name="own_names"),
    path("organisation/reach/", partners.reach, name="reach"),
    path("organisation/successions/", successions.successions, name="successions"),
    path("organisation/successions/<uuid:succession_id>/", successions.succession, name="succession"),
    path("locations/", locations.location_list, name="locations"),
    path("locations/new/", locations.new_location, name="new_location"),
    path("locations/<uuid:location_id>/", locations.location, name="location"),
    path("locations/<uuid:location_id>/edit/", locations.edit_location, name="edit_location"),
]
