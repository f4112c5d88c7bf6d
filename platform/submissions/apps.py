from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobs import registry


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = _("Submissions")

    def ready(self) -> None:
        registry.register(self.get_model("Judging"))  # type: ignore[arg-type]
        registry.register(self.get_model("Trial"))  # type: ignore[arg-type]
