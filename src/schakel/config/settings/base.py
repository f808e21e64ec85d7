"""Settings for all; development, tests and production change what differs."""

from __future__ import annotations

import os
from pathlib import Path

from schakel.config.databases import databases
from schakel.config.mail import mail
from schakel.ground.kernel.database import default_data

PACKAGE = Path(__file__).resolve().parents[2]
CHECKOUT = PACKAGE.parents[1]

DEBUG = False
IS_DEMO = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "schakel.config.urls"
WSGI_APPLICATION = "schakel.config.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "web:login"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "schakel.ground.kernel.apps.KernelConfig",
    "schakel.ground.access.apps.AccessConfig",
    "schakel.ground.journal.apps.JournalConfig",
    "schakel.ground.norms.apps.NormsConfig",
    "schakel.ground.vocabulary.apps.VocabularyConfig",
    "schakel.ground.accounts.apps.AccountsConfig",
    "schakel.ground.notices.apps.NoticesConfig",
    "schakel.ground.organisations.apps.OrganisationsConfig",
    "schakel.ground.people.apps.PeopleConfig",
    "schakel.ground.dossiers.apps.DossiersConfig",
    "schakel.ground.signals.apps.SignalsConfig",
    "schakel.jobseekers.profile.apps.ProfileConfig",
    "schakel.jobseekers.diagnosis.apps.DiagnosisConfig",
    "schakel.jobseekers.intake.apps.IntakeConfig",
    "schakel.jobseekers.plans.apps.PlansConfig",
    "schakel.jobseekers.services.apps.ServicesConfig",
    "schakel.jobseekers.contacts.apps.ContactsConfig",
    "schakel.jobseekers.questions.apps.QuestionsConfig",
    "schakel.jobseekers.mentoring.apps.MentoringConfig",
    "schakel.jobseekers.workshops.apps.WorkshopsConfig",
    "schakel.programme.quality.apps.QualityConfig",
    "schakel.programme.studies.apps.StudiesConfig",
    "schakel.information.imports.apps.ImportsConfig",
    "schakel.portal.client.apps.ClientPortalConfig",
    "schakel.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schakel.web.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "schakel.web.middleware.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "schakel.web.shell.shell",
            ],
            "builtins": ["schakel.web.templatetags.schakel"],
        },
    }
]
FORM_RENDERER = "schakel.web.forms.SchakelFormRenderer"

DATABASES = databases(os.environ)
DATABASE_ROUTERS = ["schakel.config.databases.PrimaryRouter"]

FILE_UPLOAD_HANDLERS = [
    "schakel.web.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
OUTBOX = Path(os.environ.get("SCHAKEL_OUTBOX") or default_data() / "outbox")
# Names that start with EMAIL_ are for Django; which of them there are depends on the address.
_MAIL = mail(os.environ, folder=OUTBOX / "mail")
HAS_MAIL = bool(_MAIL.pop("HAS_MAIL"))
globals().update(_MAIL)

STATIC_URL = "/static/"
STATICFILES_DIRS = [path for path in [CHECKOUT / "build" / "static"] if path.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 300

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_HOURS = float(os.environ.get("SCHAKEL_SESSION_HOURS") or 10)
SESSION_IDLE_MINUTES = float(os.environ.get("SCHAKEL_IDLE_MINUTES") or 60)
SESSION_COOKIE_AGE = int(SESSION_HOURS * 3600)
SECOND_STEP = os.environ.get("SCHAKEL_SECOND_STEP") or "required"
TRUSTED_PROXIES = int(os.environ.get("SCHAKEL_PROXIES") or os.environ.get("SCHAKEL_HTTPS") == "1")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "schakel.ground.kernel.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
