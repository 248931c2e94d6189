"""What a load balancer asks: is the process alive, and can it serve pages."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the process runs, whatever its neighbours do."""
    return JsonResponse({"status": "alive"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers; a resting cache is reported and does not take the site
    down.
    """
    checks = {"database": _database_answers(), "cache": _cache_answers()}
    is_ready = checks["database"]
    return JsonResponse(
        {"status": "ready" if is_ready else "down", **checks}, status=200 if is_ready else 503
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.set("readyz", "1", timeout=5)
        return bool(cache.get("readyz") == "1")
    except Exception:  # noqa: BLE001 - each cache backend has its own errors, and all mean the same here.
        return False
