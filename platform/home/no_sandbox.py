"""Why this machine cannot run the sandbox, and what to do, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from judge.sandbox.availability import (
    APPARMOR,
    BACKEND,
    BUBBLEWRAP,
    NAMESPACES,
    OCI_RUNTIME,
    SECCOMP,
    SWITCHED_OFF,
    SYSTEM,
    Availability,
)

SENTENCES: dict[str, Promise] = {
    SYSTEM: _("It needs Linux on x86-64. Run the judge on such a machine; the site works here without it."),
    BUBBLEWRAP: _("The program bwrap is missing. Install the package bubblewrap."),
    BACKEND: _("LOSSLESS_SANDBOX names no sandbox that there is. Set it to bwrap or to oci."),
    OCI_RUNTIME: _(
        "The program that LOSSLESS_OCI_RUNTIME names is missing. Install it (runc by default), or name another."
    ),
    SECCOMP: _("libseccomp cannot be loaded. Install the package libseccomp2."),
    APPARMOR: _(
        "AppArmor on this system blocks user namespaces. Allow them for bwrap with an AppArmor profile, "
        "or type: sysctl kernel.apparmor_restrict_unprivileged_userns=0"
    ),
    SWITCHED_OFF: _(
        "User namespaces are switched off on this system. Type: sysctl kernel.unprivileged_userns_clone=1"
    ),
    NAMESPACES: _(
        "The sandbox cannot make user namespaces. In a container, allow them (for example seccomp=unconfined)."
    ),
}


def sentence(found: Availability) -> str:
    return str(SENTENCES.get(found.cause, found))
