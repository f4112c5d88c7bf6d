from typing import Any

from django.core.management.base import BaseCommand

from config.demo import submit_when_idle


class Command(BaseCommand):
    help = "Hand in the demo candidate's submission once the judge is idle. `up` starts it."

    def handle(self, *args: Any, **options: Any) -> None:
        submit_when_idle()
