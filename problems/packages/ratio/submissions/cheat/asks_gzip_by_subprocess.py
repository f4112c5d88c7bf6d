"""Has another program do the work.

Expected: there is no other program, and none can be started.
"""

import subprocess


def analyze(files, codecs):
    return [
        len(subprocess.run(["gzip", "-6"], input=b"".join(chunks), capture_output=True).stdout)
        for _, chunks in files
    ]
