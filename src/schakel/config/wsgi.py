"""The entry for a web server."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

from schakel.config.orphans import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schakel.config.settings.prod")
application = get_wsgi_application()
end_with_parent()

# What was loaded by now stays for good: the collector need not look at it again, nor run at every page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
