from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        # The schema generator finds an authentication's description once its module has been loaded.
        import api.schema  # noqa: F401
