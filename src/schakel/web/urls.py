"""Addresses of the shell."""

from __future__ import annotations

from django.urls import path

from schakel.web import views

app_name = "web"
urlpatterns = [
    path("", views.root, name="root"),
    path("login/", views.log_in, name="login"),
    path("demo/", views.demo, name="demo"),
    path("logout/", views.log_out, name="logout"),
    path("language/", views.language, name="language"),
    path("seats/", views.seats, name="seats"),
    path("help/", views.help_page, name="help"),
    path("nothing/", views.empty, name="empty"),
    path("health/", views.health, name="health"),
]
