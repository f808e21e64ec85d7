"""Every write of the norms room; one noun per file."""

from schakel.ground.norms.actions.criteria import set_criterion
from schakel.ground.norms.actions.house import set_figure
from schakel.ground.norms.actions.law import judge_law
from schakel.ground.norms.actions.local import NewLocalNorm, end_local_norm, enter_local_norm

__all__ = ["NewLocalNorm", "end_local_norm", "enter_local_norm", "judge_law", "set_criterion", "set_figure"]
