"""The program inside the sandbox: reads requests from one pipe, answers on another.

It is copied into the runtime folder and sees nothing of the judge. Requests: one letter, then
lengths as 4-byte big-endian numbers. Answers: one letter, an 8-byte big-endian length, the bytes.

    S source            parse; answer the source without comments and docstrings
    L source            execute the submission
    F name, arguments   call a function; each argument is B + bytes or I + 8-byte number
    E bytes             answer the same bytes

    R ready (once, nothing follows)   O bytes   C compile error   X exception   M out of memory
"""

from __future__ import annotations

import posix
import sys

JOBS, RESULTS = int(sys.argv[1]), int(sys.argv[2])
NAME = "submission.py"


def main() -> None:
    for module in sys.argv[3].split(","):
        __import__(module)
    lock_down()
    posix.write(RESULTS, b"R")
    namespace: dict = {}
    while True:
        command = read(1)
        try:
            answer(b"O", HANDLERS[command](namespace))
        except SyntaxError as error:
            answer(b"C" if command in b"SL" else b"X", describe(error))
        except MemoryError as error:
            answer(b"M", describe(error))
        except BaseException as error:
            answer(b"X", describe(error))


def lock_down() -> None:
    import _imp
    from importlib.machinery import ModuleSpec

    try:
        _imp.create_dynamic(ModuleSpec("lockdown", None, origin="/judge/lockdown.so"))
    except SystemError:
        pass  # The initialiser returns nothing on purpose, after it has set the filter.
    try:
        posix.execv("/judge/none", ["none"])
    except PermissionError:
        return
    except OSError:
        pass
    posix._exit(70)


def strip(namespace: dict) -> bytes:
    import ast

    tree = ast.parse(read_block().decode(), NAME)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and is_docstring(ast, body[0], node):
            body[:1] = [] if len(body) > 1 else [ast.Pass()]
    return ast.unparse(tree).encode()


def is_docstring(ast, statement, node) -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return (
        isinstance(node, holders)
        and isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def load(namespace: dict) -> bytes:
    import linecache
    from types import ModuleType

    source = read_block().decode()
    linecache.cache[NAME] = (len(source), None, source.splitlines(True), NAME)
    module = ModuleType("submission")
    module.__file__ = NAME
    sys.modules["submission"] = module
    exec(compile(source, NAME, "exec"), module.__dict__)
    namespace["module"] = module
    flush()
    return b""


def call(namespace: dict) -> bytes:
    name = read_block().decode()
    arguments = [read_argument() for _ in range(read_number(1))]
    function = getattr(namespace["module"], name, None)
    if not callable(function):
        raise TypeError(f"the file defines no function {name}")
    result = function(*arguments)
    flush()
    if type(result) is not bytes:
        raise TypeError(f"{name} must return bytes, it returned {type(result).__name__}")
    return result


def echo(namespace: dict) -> bytes:
    return read_block()


HANDLERS = {b"S": strip, b"L": load, b"F": call, b"E": echo}


def read(size: int) -> bytes:
    parts = []
    while size:
        part = posix.read(JOBS, min(size, 1 << 20))
        if not part:
            posix._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_number(size: int) -> int:
    return int.from_bytes(read(size), "big", signed=size == 8)


def read_block() -> bytes:
    return read(read_number(4))


def read_argument():
    return read_block() if read(1) == b"B" else read_number(8)


def answer(letter: bytes, data: bytes) -> None:
    view = memoryview(letter + len(data).to_bytes(8, "big") + data)
    while view:
        view = view[posix.write(RESULTS, view) :]


def flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def describe(error: BaseException) -> bytes:
    """The traceback below the submission's own code, at most 8 KiB."""
    try:
        import traceback

        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename != NAME:
            frames = frames.tb_next
        lines = traceback.format_exception(type(error), error, frames, limit=-8)
        return "".join(lines)[-8192:].encode(errors="backslashreplace")
    except BaseException:
        return b"an exception that could not be shown"


main()
