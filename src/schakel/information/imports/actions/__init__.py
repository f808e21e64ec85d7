"""Every write on imports and deliveries, one noun per module."""

from schakel.information.imports.actions.agreed import leave_agreed, take_in_agreed
from schakel.information.imports.actions.deliveries import resend_deliveries, switch_deliveries
from schakel.information.imports.actions.delivery_forms import (
    ask_month,
    resend_file,
    save_form,
    switch_own_acts,
    use_form,
    use_standard,
)
from schakel.information.imports.actions.discarding import discard_file
from schakel.information.imports.actions.files import (
    NoneFreeError,
    apply_beside,
    apply_chunk,
    check_queued,
    give_check_up,
    keep_file,
    preview_import,
    preview_kept,
    queue_check,
    queue_run,
    save_layout,
    stop_run,
)
from schakel.information.imports.actions.undoing import begin_undo, give_undo_up, undo_chunk

__all__ = [
    "NoneFreeError",
    "apply_beside",
    "apply_chunk",
    "ask_month",
    "begin_undo",
    "check_queued",
    "discard_file",
    "give_check_up",
    "give_undo_up",
    "keep_file",
    "leave_agreed",
    "preview_import",
    "preview_kept",
    "queue_check",
    "queue_run",
    "resend_deliveries",
    "resend_file",
    "save_form",
    "save_layout",
    "stop_run",
    "switch_deliveries",
    "switch_own_acts",
    "take_in_agreed",
    "undo_chunk",
    "use_form",
    "use_standard",
]
