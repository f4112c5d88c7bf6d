from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle

if TYPE_CHECKING:
    # Imported by the module that reads the settings in which this one is named.
    from rest_framework.views import APIView


class MethodThrottle(ScopedRateThrottle):
    """A rate by what is asked for: ``throttle_scopes`` of the view by method, else "read".

    The rates stand in the settings; the counts lie in the cache, shared by all web processes.
    """

    def allow_request(self, request: Request, view: "APIView") -> bool:
        scopes: dict[str, str] = getattr(view, "throttle_scopes", {})
        self.scope = scopes.get(request.method or "", "read")
        self.rate = self.get_rate()
        self.num_requests, self.duration = self.parse_rate(self.rate)
        return bool(super(ScopedRateThrottle, self).allow_request(request, view))


def rates() -> list[dict[str, object]]:
    """What the reference page says about them."""
    titles = {"read": _("Reading"), "run": _("Trials"), "submit": _("Submissions")}
    return [
        {"what": title, "number": str(MethodThrottle.THROTTLE_RATES[scope]).partition("/")[0]}
        for scope, title in titles.items()
    ]
