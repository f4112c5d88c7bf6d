"""For whoever watches the site: is the process up, and does what it needs answer?"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from home.judge_state import ABSENT, NO_QUEUE, NO_SANDBOX, RUNNING, UNFIT, look
from jobs.connection import connection as redis_connection

OK = "ok"
JUDGE = {
    RUNNING: OK,
    NO_QUEUE: "unknown: Redis does not answer",
    UNFIT: "refuses work: its self-test failed",
    NO_SANDBOX: "not running: the sandbox cannot run on this machine",
    ABSENT: "not running",
}


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else: a lost database is no reason to start it anew."""
    return JsonResponse({"status": OK})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 while pages cannot be served. Without a judge they can: that only makes it "degraded"."""
    checks = {"database": _asked(_database), "redis": _asked(_redis)}
    can_serve = all(answer == OK for answer in checks.values())
    checks["judge"] = JUDGE[look()]
    status = "not ready" if not can_serve else OK if checks["judge"] == OK else "degraded"
    return JsonResponse({"status": status, "checks": checks}, status=200 if can_serve else 503)


def _asked(check: Callable[[], object]) -> str:
    try:
        check()
    except (DatabaseError, RedisError):
        return "does not answer"
    return OK


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    redis_connection().ping()
