"""The entry for a web server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from schakel.config.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.prod")
application = get_wsgi_application()
end_with_parent()
