"""Every parser that reads bytes of a stranger."""

from tests.judge.fuzz import package_targets, sandbox_targets, site_targets, source_targets
from tests.judge.fuzz.fuzzing import Target

TARGETS: tuple[Target, ...] = (
    *sandbox_targets.TARGETS,
    *package_targets.TARGETS,
    *site_targets.TARGETS,
    *source_targets.TARGETS,
)
