"""English prose with a vocabulary of its own: a chain of words over a public-domain novel.

Each word is drawn from those that follow the last two words somewhere in the pool (Shannon,
"A mathematical theory of communication", 1948, section 3), and most long words get a new stem
made from the seed, so that no table of the pool's phrases helps.
"""

import hashlib
import lzma
import random
import re

LINE = 72  # columns
PARAGRAPH = "\n\n"
RENAMED = 154  # of 256 long words
LONG_WORD = 5  # letters


def generate(seed: bytes, size: int, pool: bytes) -> bytes:
    """Return `size` bytes of UTF-8 prose, the last character perhaps cut.

    `pool` is an xz file of prose; lzma.LZMAError when it is something else.
    """
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    words = split_words(lzma.decompress(pool).decode())
    new_names = rename(draw, words)
    lines = wrap(chain(draw, words), new_names, size)
    return "".join(lines).encode()[:size]


def split_words(text: str) -> list[str]:
    """Words with the punctuation that clings to them; a paragraph's end is a word, too."""
    return [PARAGRAPH if "\n" in word else word for word in re.findall(r"\n\n+|[^\s]+", text)]


def below(draw: random.Random, limit: int) -> int:
    return draw.getrandbits(32) * limit >> 32


def chain(draw: random.Random, words: list[str]):
    """Endless words: one that somewhere follows the last two, now and then a fresh start."""
    followers: dict[tuple[str, str], list[int]] = {}
    for place in range(2, len(words)):
        followers.setdefault((words[place - 2], words[place - 1]), []).append(place)
    place = below(draw, len(words))
    while True:
        places = followers.get((words[place - 1], words[place]))
        if not places or draw.getrandbits(6) == 0:
            place = below(draw, len(words))
        else:
            place = places[below(draw, len(places))]
        yield words[place]


def rename(draw: random.Random, words: list[str]) -> dict[str, str]:
    """A new stem for most long words, in letters that follow each other as in the pool."""
    vocabulary = sorted({word for text in words for word in re.findall("[a-z]+", text.lower())})
    next_letters: dict[str, list[str]] = {}
    for word in vocabulary:
        for place in range(len(word) - 2):
            next_letters.setdefault(word[place : place + 2], []).append(word[place + 2])
    starts = [word[:2] for word in vocabulary if len(word) >= LONG_WORD]
    return {
        word: new_word(draw, word, starts, next_letters)
        for word in vocabulary
        if len(word) >= LONG_WORD and draw.getrandbits(8) < RENAMED
    }


def new_word(draw, word: str, starts: list[str], next_letters: dict[str, list[str]]) -> str:
    """As long as the old one and with the same last two letters: -ing, -ed and -ly stay."""
    made = starts[below(draw, len(starts))]
    while len(made) < len(word) - 2:
        letters = next_letters.get(made[-2:], ["e"])
        made += letters[below(draw, len(letters))]
    return made + word[-2:]


def wrap(words, new_names: dict[str, str], size: int) -> list[str]:
    pieces: list[str] = []
    column = total = 0
    while total < size:
        word = re.sub("[A-Za-z]+", lambda found: with_case(found[0], new_names), next(words))
        if word == PARAGRAPH:
            piece, column = word, 0
        elif column and column + len(word) >= LINE:
            piece, column = "\n" + word, len(word)
        else:
            piece = " " + word if column else word
            column += len(piece)
        pieces.append(piece)
        total += len(piece)
    return pieces


def with_case(word: str, new_names: dict[str, str]) -> str:
    new = new_names.get(word.lower(), word.lower())
    if word.islower():
        return new
    return new.upper() if word.isupper() else new.capitalize()
