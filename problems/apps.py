from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class ProblemsConfig(AppConfig):
    name = "problems"
    verbose_name = _("Problems")

    def ready(self) -> None:
        registry.register(self.get_model("PackageJob"))  # type: ignore[arg-type]
