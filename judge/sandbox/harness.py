"""The program inside the sandbox: reads requests from one pipe, answers on another.

It is copied into the runtime folder and sees nothing of the judge. Requests: one letter, then
lengths as 4-byte big-endian numbers, at the end 4 bytes chosen by the judge. Answers: one letter, the
same 4 bytes, an 8-byte big-endian length, the bytes.

    S source            parse; answer the source without comments and docstrings
    L names, source     execute the submission; it must define the functions named, comma-separated
    W                   call warmup, where the submission defines it
    F name, arguments   call a function that returns bytes
    V name, arguments   call a function that returns a value; answer it as JSON
    T name, chunk       give a stream its next chunk, B + bytes, or its end, N; the first one opens it
    E bytes             answer the same bytes

    R ready (once, nothing follows)   O bytes   C does not load   X exception   M out of memory
    Q position, size    a function asks for a part of its metered argument; the judge answers the length
                        and the bytes, or the length REFUSED alone, and then still waits for the answer

An argument is B + bytes, I + 8-byte number, J + JSON, or, metered, D + 8-byte length of what is read, or
G + that length + JSON of the files in it.

Modules are imported where they are needed: each costs start-up time of every run.
"""

import posix
import sys

TYPE_CHECKING = False  # Importing typing would cost every run some milliseconds.
if TYPE_CHECKING:
    from typing import Any

JOBS, RESULTS, THREADS = map(int, sys.argv[1:4])
NAME = "submission.py"
OPEN_FILES = 64
TEXT_LIMIT = 8192
REFUSED = 0xFFFFFFFF
READ_AHEAD = 1 << 18
sources: "dict[str, str]" = {}
streams: "dict[str, Any]" = {}
tokens = [bytes(4)]


def main() -> None:
    map_extensions()
    for module in sys.argv[4].split(","):
        __import__(module)
    lower_limits()
    lock_down()
    del sys.argv[1:]
    posix.write(RESULTS, b"R")
    while True:
        command = read(1)
        try:
            answer(b"O", HANDLERS[command]())
        except MemoryError as error:
            answer(b"M", describe(error))
        except BaseException as error:
            answer(b"C" if command in b"SLW" else b"X", describe(error))


def map_extensions() -> None:
    """Load the libraries of all extension modules, since none can be loaded later. The modules themselves
    are left to those who import them: beginning them all costs as much as the interpreter's own start."""
    import _imp
    from importlib.machinery import ModuleSpec

    for folder in sys.path:
        for file in posix.listdir(folder) if folder.endswith("/lib-dynload") else ():
            try:  # noqa: SIM105  # Importing contextlib would cost every run a millisecond.
                _imp.create_dynamic(ModuleSpec("none", None, origin=f"{folder}/{file}"))
            except ImportError:
                pass  # It begins no module of that name, and stays loaded.


def lower_limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    if THREADS:
        resource.setrlimit(resource.RLIMIT_NPROC, (THREADS, THREADS))


def lock_down() -> None:
    """Load the second filter, and make sure of it: it refuses a change of limits that changes nothing."""
    import _imp
    import resource
    from importlib.machinery import ModuleSpec

    try:  # noqa: SIM105  # Importing contextlib would cost every run a millisecond.
        _imp.create_dynamic(ModuleSpec("lockdown", None, origin="/judge/lockdown.so"))
    except SystemError:
        pass  # The initialiser returns nothing on purpose, after the filter was set.
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except ValueError:  # So Python calls EPERM here.
        return
    posix._exit(70)


def strip() -> bytes:
    import ast

    tree = ast.parse(read_source(), NAME)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and is_docstring(ast, body[0], node):
            body[:1] = [] if len(body) > 1 else [ast.Pass()]
    return ast.unparse(tree).encode()


def is_docstring(ast: "Any", statement: "Any", node: "Any") -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return (
        isinstance(node, holders)
        and isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def load() -> bytes:
    needed = read_block()
    source = read_source()
    module = type(sys)("submission")
    module.__file__ = NAME
    sys.modules["submission"] = module
    exec(compile(source, NAME, "exec"), module.__dict__)  # noqa: S102  # This is the sandbox.
    for name in needed.decode().split(",") if needed else ():
        function_named(name)
    flush()
    return b""


def warm_up() -> bytes:
    end_request()
    warmup = getattr(sys.modules["submission"], "warmup", None)
    if warmup is not None:
        warmup()
    flush()
    return b""


def call() -> bytes:
    return checked(*called())


def call_value() -> bytes:
    name, result = called()
    import json

    try:
        return json.dumps(result, allow_nan=False).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise TypeError(f"{name} must return what JSON can say: {error}") from None


def called() -> "tuple[str, Any]":
    name = read_block().decode()
    arguments = [read_argument() for _ in range(read_number(1))]
    end_request()
    result = function_named(name)(*arguments)
    flush()
    return name, result


def stream() -> bytes:
    """What a stream answers to a chunk. Its function is called with nothing and returns the stream, an
    object with ``push(chunk) -> bytes`` and ``finish() -> bytes``."""
    name = read_block().decode()
    chunk = read_argument()
    end_request()
    if name not in streams:
        streams[name] = function_named(name)()
    if chunk is None:
        return checked(f"{name}().finish", streams.pop(name).finish())
    return checked(f"{name}().push", streams[name].push(chunk))


def checked(name: str, result: "Any") -> bytes:
    flush()
    if type(result) is not bytes:
        raise TypeError(f"{name} must return bytes, it returned {type(result).__name__}")
    return result


class Metered:
    """Data that stay with the judge: ``read`` asks for a part, and the judge counts."""

    def __init__(self, size: int) -> None:
        self.size = size

    def __len__(self) -> int:
        return self.size

    def read(self, offset: int, size: int) -> bytes:
        """``size`` bytes from ``offset``, fewer at the end. OSError when no more may be read."""
        if offset < 0 or size < 0:
            raise ValueError(f"expected an offset and a size of at least 0, got {offset} and {size}")
        offset = min(offset, self.size)
        size = min(size, self.size - offset)
        answer(b"Q", offset.to_bytes(8, "big") + size.to_bytes(8, "big"))
        length = read_number(4)
        if length == REFUSED:
            raise OSError("as much was read as may be read")
        return read(length) if length else b""


class Files:
    """Metered data as files: yields (name, iterator of chunks)."""

    def __init__(self, data: Metered, table: "list[tuple[str, int, int, int]]") -> None:
        self.data = data
        self.table = table

    def __iter__(self) -> "Any":
        for name, start, size, chunk in self.table:
            yield name, self.chunks(start, start + size, chunk)

    def chunks(self, start: int, end: int, size: int) -> "Any":
        """Read ahead: small chunks must not cost a question each."""
        ahead = max(size, READ_AHEAD // size * size)
        while start < end:
            part = self.data.read(start, min(ahead, end - start))
            start += len(part)
            for at in range(0, len(part), size):
                yield part[at : at + size]


def function_named(name: str) -> "Any":
    function = getattr(sys.modules["submission"], name, None)
    if not callable(function):
        raise TypeError(f"the file defines no function {name}")
    return function


def echo() -> bytes:
    data = read_block()
    end_request()
    return data


HANDLERS = {
    b"S": strip,
    b"L": load,
    b"W": warm_up,
    b"F": call,
    b"V": call_value,
    b"T": stream,
    b"E": echo,
}


def read(size: int) -> bytes:
    part = posix.read(JOBS, size)
    if len(part) == size:
        return part
    parts = []
    while True:
        if not part:
            posix._exit(0)
        parts.append(part)
        size -= len(part)
        if not size:
            return b"".join(parts)
        part = posix.read(JOBS, min(size, 1 << 20))


def read_number(size: int) -> int:
    return int.from_bytes(read(size), "big", signed=size == 8)


def read_block() -> bytes:
    size = read_number(4)
    return read(size) if size else b""


def read_source() -> str:
    """The last part of a request that carries a source."""
    raw = read_block()
    end_request()
    source = sources[NAME] = raw.decode()
    return source


def read_argument() -> "Any":
    kind = read(1)
    if kind == b"B":
        return read_block()
    if kind == b"J":
        import json

        return json.loads(read_block())
    if kind == b"N":
        return None
    if kind == b"G":
        import json

        return Files(Metered(read_number(8)), json.loads(read_block()))
    return read_number(8) if kind == b"I" else Metered(read_number(8))


def end_request() -> None:
    """Nothing can be answered before all of its question was read."""
    tokens[:] = [read(4)]


def answer(letter: bytes, data: bytes) -> None:
    view = memoryview(letter + tokens[0] + len(data).to_bytes(8, "big") + data)
    while view:
        view = view[posix.write(RESULTS, view) :]


def flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def describe(error: BaseException) -> bytes:
    """The traceback below the submission's own code, its end, at most 8 KiB."""
    try:
        import linecache
        import traceback

        source = sources.get(NAME, "")
        linecache.cache[NAME] = (len(source), None, source.splitlines(True), NAME)
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename != NAME:
            frames = frames.tb_next
        lines = traceback.format_exception(type(error), error, frames, limit=-8)
        return "".join(lines).encode(errors="backslashreplace")[-TEXT_LIMIT:]
    except BaseException:
        return b"an exception that could not be shown"


main()
