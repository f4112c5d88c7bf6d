"""A problem package of two families, small enough to read: what tests of the site put into the bank."""

import json
from typing import Any

STARTER = "def compress(data):\n    return data\n\n\ndef decompress(blob):\n    return blob\n"
STATEMENT = "# {title}\n\n## What you implement\n\nTwo functions.\n"
GENERATOR = "def family(seed, size):\n    return bytes(size)\n"


def package_files(slug: str = "small", code_kib: int = 1, version: str = "1") -> dict[str, bytes]:
    """Files of a package whose source limit is ``code_kib`` KiB."""
    texts = {
        "problem.yaml": json.dumps(problem(slug, code_kib, version), indent=1),
        "statement/problem.en.md": STATEMENT.format(title="Small"),
        "statement/problem.zh-Hans.md": "# 小\n\n## 要实现什么\n\n两个函数。\n",
        "hints/en.md": "## First\n\nLook.\n\n## Second\n\nLook again.\n",
        "hints/zh-Hans.md": "## 一\n\n看。\n\n## 二\n\n再看。\n",
        "editorial/en.md": "## The secret of the reference\n\nIt stores.\n",
        "editorial/zh-Hans.md": "## 参考实现的秘密\n\n它只存储。\n",
        "starter/python3.py": STARTER,
        "submissions/accepted/reference.py": STARTER,
        "submissions/submissions.yaml": "accepted/reference.py:\n  permitted: [AC]\n",
        "data/generators/same.py": GENERATOR,
        "data/sample/hello.txt": "hello, hello",
    }
    return {name: text.encode() for name, text in texts.items()}


def problem(slug: str, code_kib: int, version: str) -> dict[str, Any]:
    function = {"arguments": ["bytes"], "returns": "bytes"}
    return {
        "problem_format_version": "2025-09",
        "type": "scoring",
        "name": {"en": f"Small problem {slug}", "zh-Hans": f"小题 {slug}"},
        "uuid": "00000000-0000-4000-8000-" + slug.encode().hex().zfill(12)[-12:],
        "version": version,
        "license": "mit",
        "credits": {"authors": ["The Lossless authors"]},
        "languages": ["python3"],
        "limits": {"memory": 64, "output": 8, "code": code_kib},
        "lossless": {
            "slug": slug,
            "kind": "codec",
            "runtime": "python",
            "entry_points": {"compress": function, "decompress": function},
            "weights": {"ratio": 0.6, "compress": 0.15, "decompress": 0.25},
            "references": {"interpreted": "submissions/accepted/reference.py"},
            "families": {
                "words": family("Words", "词语", scored=True),
                "noise": family("Noise", "噪声", scored=False),
            },
        },
    }


def family(en: str, zh: str, *, scored: bool) -> dict[str, Any]:
    title = {"en": en, "zh-Hans": zh}
    return {"title": title, "generator": "same.py", "bytes": 4096, "scored": scored}
