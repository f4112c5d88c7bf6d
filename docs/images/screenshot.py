"""Saves the README's screenshot from a running site: .venv/bin/python docs/images/screenshot.py [URL]

The demo candidate's workspace as it stands, at 1400 × 900, in the light theme: submit something first.
"""

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from judge.storage import var_folder

TARGET = Path(__file__).with_name("workspace.png")
ADDRESS = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"


def log_in(page: Page) -> None:
    password = json.loads((var_folder() / "demo.json").read_text())["candidate"]
    page.goto(f"{ADDRESS}/accounts/login/?next=/problems/lz77/")
    page.fill("[name=login]", "candidate")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".cm-content")


with sync_playwright() as playwright:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1400, "height": 900}, color_scheme="light", locale="en-US")
    log_in(page)
    page.wait_for_timeout(1000)
    page.screenshot(path=TARGET)
    browser.close()
print(TARGET)
