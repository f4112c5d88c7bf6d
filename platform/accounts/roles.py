"""The three roles. They are cumulative: an admin may do what an interviewer may, and so on down."""

from django.utils.translation import gettext_lazy as _

CANDIDATE = "candidate"
INTERVIEWER = "interviewer"
ADMIN = "admin"

# Weakest first: the place in this order is the rank.
ROLES = {CANDIDATE: _("Candidate"), INTERVIEWER: _("Interviewer"), ADMIN: _("Admin")}
_RANKS = {role: rank for rank, role in enumerate(ROLES)}


def includes(role: str, wanted: str) -> bool:
    """Whether somebody of that role may do what the wanted role may."""
    return _RANKS.get(role, -1) >= _RANKS[wanted]
