from django.apps import AppConfig

# Makes the site's queue the current one, which shared tasks are sent through.
from config import celery as celery


class SiteConfig(AppConfig):
    name = "config"
