"""Asks the base interpreter where its parts are. Run by it with ``-I -S``; prints one JSON object.

Arguments: extensions, packages to import, package folder, builtin names to strike out, modules that
must not be imported on the way; lists are comma-separated.
"""

import importlib
import json
import sys
import sysconfig
from typing import Any


def names(position: int) -> "list[Any]":
    return [name for name in sys.argv[position].split(",") if name]


def importable(wanted: "list[str]") -> "list[Any]":
    found = []
    for name in wanted:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        found.append(name)
    return found


def recorded() -> "list[Any]":
    """What is unpacked from now on, packed and unpacked, both in hexadecimal."""
    import zlib

    found: list[Any] = []
    decompress = zlib.decompress

    def decompress_and_record(data: bytes) -> bytes:
        text = decompress(data)
        found.append((bytes(data).hex(), text.hex()))
        return text

    zlib.decompress = decompress_and_record  # type: ignore[assignment]
    return found


def maps() -> "list[Any]":
    """(start, file offset, path) of every mapped file."""
    with open("/proc/self/maps") as lines:
        rows = [line.split(None, 5) for line in lines]
    return [
        (int(row[0].split("-")[0], 16), int(row[0].split("-")[1], 16), int(row[2], 16), row[5].strip())
        for row in rows
        if len(row) == 6 and row[5].startswith("/")
    ]


def struck_out(wanted: "list[str]") -> "list[Any]":
    """(path, offset) of the first letter of each builtin module's name in the binary's files."""
    present = [name for name in wanted if name in sys.builtin_module_names]
    if not present:
        return []
    import ctypes

    class Entry(ctypes.Structure):
        _fields_ = [("name", ctypes.c_void_p), ("start", ctypes.c_void_p)]

    table = ctypes.POINTER(Entry).in_dll(ctypes.pythonapi, "PyImport_Inittab")
    places, index = [], 0
    while table[index].name:
        address = table[index].name
        if ctypes.string_at(address).decode() in present:
            for start, end, offset, path in maps():
                if start <= address < end:
                    places.append((path, address - start + offset))
        index += 1
    return places


sys.modules.update(dict.fromkeys(names(5)))
extensions = importable(names(1))
sys.path.append(sys.argv[3])
unpacked = recorded() if names(5) else []
packages = importable(names(2))
suffix = ".so"
print(
    json.dumps(
        {
            "executable": sys.executable,
            "version": f"{sys.version_info[0]}.{sys.version_info[1]}",
            "stdlib": sysconfig.get_path("stdlib"),
            "extensions": {
                name: sys.modules[name].__file__
                for name in extensions
                if getattr(sys.modules[name], "__file__", None)
            },
            "packages": {name: sys.modules[name].__file__ for name in packages},
            "libraries": sorted({path for *_, path in maps() if suffix in path}),
            "unpacked": unpacked,
            "struck_out": struck_out(names(4)),
        }
    )
)
