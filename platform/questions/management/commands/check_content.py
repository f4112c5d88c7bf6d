from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from questions.bank import CONTENT
from questions.check.content import Bank, check
from texts import glossary


class Command(BaseCommand):
    help = "Check the question bank: both languages say the same, references and formulas are right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--content", type=Path, default=CONTENT, help="the folder with the questions")
        parser.add_argument("--glossary", type=Path, default=glossary.FILE, help="the glossary's file")

    def handle(self, *args: Any, **options: Any) -> None:
        packages = Path(settings.BASE_DIR) / "problems" / "packages"
        findings = check(Bank(options["content"], options["glossary"], packages))
        for finding in findings:
            self.stdout.write(str(finding))
        if findings:
            raise CommandError(f"{len(findings)} faults; each line above names the file and line to mend.")
        self.stdout.write("The question bank is in order.")
