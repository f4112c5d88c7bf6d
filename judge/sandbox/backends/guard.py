"""Deletes the containers of a judge that is gone. Run by the judge, with the runtime's path and the folder
of its state; lines on standard input name containers that live (``+name``) or are deleted (``-name``)."""

import shutil
import subprocess
import sys


def main(runtime: str, folder: str) -> None:
    alive = set()
    for line in sys.stdin:
        name = line[1:].strip()
        if line.startswith("+"):
            alive.add(name)
        else:
            alive.discard(name)
    for name in alive:
        delete = [runtime, "--root", f"{folder}/state", "delete", "--force", name]
        subprocess.run(delete, capture_output=True, check=False)
        shutil.rmtree(f"{folder}/{name}", ignore_errors=True)


main(*sys.argv[1:])
