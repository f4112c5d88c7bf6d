from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

if TYPE_CHECKING:
    # Imported by the module that reads the settings in which this one is named.
    from rest_framework.views import APIView


class NewestFirst(CursorPagination):
    """A cursor keeps its place while new rows arrive; ``limit`` sets the size of a page."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "limit"
    ordering = ("-created_at", "-pk")

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: "APIView") -> tuple[str, ...]:
        """A view may name another order that never ties."""
        return tuple(getattr(view, "ordering", self.ordering))
