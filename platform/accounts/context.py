"""What every page knows of its reader."""

from typing import Any

from django.http import HttpRequest

from accounts.preferences import THEMES, chosen_theme, current_language, other_language


def preferences(request: HttpRequest) -> dict[str, Any]:
    return {
        "html_language": current_language().tag,
        "other_language": other_language(),
        "theme": chosen_theme(request),
        "themes": THEMES.items(),
    }
