from argparse import BooleanOptionalAction
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from config.demo import close_demo, open_demo
from home.context import demo_file
from problems.actions import load_shipped_packages


class Command(BaseCommand):
    help = "Bring the database up to date: tables, shipped problems, demo log-ins. `up` calls it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action=BooleanOptionalAction, default=False, help="the three demo log-ins"
        )

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=1)
        for version in load_shipped_packages():
            self.stdout.write(f"new: {version}")
        if demo:
            open_demo(demo_file())
        else:
            close_demo(demo_file())
