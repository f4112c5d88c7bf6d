"""Every code an error may carry. Programs rely on them: one may be added, none is renamed."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Code:
    code: str
    status: int
    when: str | Promise


CODES = (
    Code("invalid", 400, _("Fields are missing or of the wrong kind; errors names each.")),
    Code("parse_error", 400, _("The body is not JSON.")),
    Code("source_empty", 400, _("There is no code.")),
    Code("source_too_long", 400, _("The code has more bytes than the problem takes.")),
    Code("source_encoding", 400, _("The code cannot be written as UTF-8.")),
    Code("source_zero", 400, _("The code holds a zero character.")),
    Code("own_input_too_long", 400, _("The own input has too many bytes.")),
    Code("unknown_language", 400, _("The problem does not take this programming language.")),
    Code("key_too_long", 400, _("The Idempotency-Key has more than 64 characters.")),
    Code("not_authenticated", 401, _("Neither a token nor a session was sent.")),
    Code("authentication_failed", 401, _("The token is not known, or was revoked.")),
    Code("permission_denied", 403, _("Your role, or a missing CSRF token, does not allow this.")),
    Code("insufficient_scope", 403, _("The token's scope does not allow this.")),
    Code("not_found", 404, _("There is nothing here, or nothing that you may see.")),
    Code("method_not_allowed", 405, _("The address does not take this method.")),
    Code("not_acceptable", 406, _("Only JSON is answered.")),
    Code("key_reused", 409, _("The Idempotency-Key was used for another submission.")),
    Code("language_unavailable", 409, _("No judge that runs now can judge this programming language.")),
    Code("too_large", 413, _("The request has too many bytes.")),
    Code("unsupported_media_type", 415, _("The body must be sent as application/json.")),
    Code("throttled", 429, _("Too many requests within a minute.")),
    Code("too_fast", 429, _("Too many submissions or runs within a minute.")),
    Code("internal_error", 500, _("The site made a mistake; it is in its log.")),
)

EXAMPLE = {
    "type": "/api/docs/#error-source_too_long",
    "title": _("This cannot be done."),
    "status": 400,
    "detail": _("The code has 300,000 bytes; at most 262,144 are taken. Cut it down and send it again."),
    "instance": "/api/v1/submissions/",
    "code": "source_too_long",
    "errors": [{"pointer": "#/source", "detail": "…", "code": "source_too_long"}],
}
