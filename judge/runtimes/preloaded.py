"""Imported inside while the program there starts: the packages of a runtime that has no zlib.

Extensions made by Cython keep their strings packed and ask zlib for them when they are imported. What it
answered was recorded when the runtime was built, and a stand-in repeats it, as long as these imports last.
"""

import binascii
import json
import sys

FOLDER = __file__.rpartition("/")[0]
with open(FOLDER + "/preloaded.json") as _file:
    _recorded = json.load(_file)
_answers = {bytes.fromhex(packed): bytes.fromhex(text) for packed, text in _recorded["unpacked"]}

_stand_in = type(sys)("zlib")
vars(_stand_in).update(decompress=_answers.__getitem__, crc32=binascii.crc32, Z_SYNC_FLUSH=2)
sys.modules["zlib"] = _stand_in
for _name in _recorded["modules"]:
    __import__(_name)
del sys.modules["zlib"]
