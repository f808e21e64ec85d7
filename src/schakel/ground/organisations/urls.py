"""Addresses of the organisations room."""

from __future__ import annotations

from django.urls import path

from schakel.ground.organisations.views import home, locations, members, partners, successions

app_name = "organisations"
urlpatterns = [
    path("home/", home.home, name="home"),
    path("directory/", members.who_is_who, name="directory"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/end/", members.end_member, name="end_member"),
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
