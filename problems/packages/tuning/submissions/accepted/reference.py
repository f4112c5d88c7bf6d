"""Tunes from small pages nearly everywhere and whole blocks of each kind, and looks closer where a choice changes.

1. A page of 2 KiB in each of PROBES strata, packed by every setting: its sizes say what kind of data lies there.
2. Whole blocks, where the page is least like all pages whose block is known, until every page has one like it.
3. Each stratum is taken to pack like the known blocks whose pages are most like its own.
4. Dynamic programming over the strata gives the best plan of at most 16 segments; for a cost limit, at the
   price of cost that just keeps to it.
5. Between two strata with different settings, more pages halve the gap until the change is found.
"""

import base64
import bz2
import lzma
import math
import random
import zlib
from bisect import bisect_left

PAGE = 2_048  # bytes
PROBES = 640
MOST_MEASURED = 28
ALIKE = 0.1  # largest difference of log sizes between pages that are taken for the same kind
NEIGHBOURS = 3
CHANGE = 0.001  # of the whole: what a change of setting must gain, lest plans follow single pages
ROUNDS = 18  # of the search for a price


def tune(data, budget):
    """A plan: segments, predicted size in bytes, predicted cost in microseconds."""
    survey = Survey(data, budget)
    survey.probe()
    survey.measure()
    planner = Planner(survey, budget)
    segments = planner.within_limit() if "limit" in budget["objective"] else planner.at_price(planner.price)
    return {
        "segments": [
            {"start": start * survey.block, "setting": survey.settings[setting]["name"]}
            for start, setting in segments
        ],
        "size": planner.size(segments),
        "cost": planner.cost(segments),
    }


class Survey:
    """What was read: pages at places, and the sizes of the whole blocks around some of them."""

    def __init__(self, data, budget):
        self.data, self.settings = data, budget["settings"]
        self.block, self.unit = budget["block_bytes"], budget["unit_bytes"]
        self.blocks = data.size // self.block
        self.draw = random.Random(self.blocks)
        self.known = []
        self.by_content = {}

    def probe(self):
        """A page somewhere in each of many strata of equal length."""
        count = min(PROBES, self.blocks)
        edges = [self.blocks * number // count for number in range(count + 1)]
        self.edges, self.lengths = edges, [end - start for start, end in zip(edges, edges[1:])]
        self.places = [self.draw.randrange(start, end) for start, end in zip(edges, edges[1:])]
        self.pages = [self.page(place) for place in self.places]

    def page(self, place):
        """Log sizes of one page of a block, by setting: data of one kind have them in common."""
        inside = PAGE * self.draw.randrange(self.block // PAGE)
        page = self.data.read(place * self.block + inside, PAGE)
        return [math.log(packed_size(setting, page)) for setting in self.settings]

    def measure(self):
        """Whole blocks: each time the one whose page is least like those of all that are known."""
        far = [math.inf] * len(self.pages)
        while len(self.known) < MOST_MEASURED and max(far) > ALIKE:
            self.measure_at(far.index(max(far)), far)
        while len(self.known) < MOST_MEASURED:
            self.measure_at(self.draw.randrange(len(self.pages)), far)

    def measure_at(self, number, far):
        block = self.data.read(self.places[number] * self.block, self.block)
        if block not in self.by_content:
            self.by_content[block] = [packed(setting, block, self.unit) for setting in self.settings]
        self.known.append((self.pages[number], self.by_content[block]))
        for other, page in enumerate(self.pages):
            far[other] = min(far[other], distance(page, self.pages[number]))

    def block_sizes(self, page):
        """Sizes by setting of the block around a page: the mean of the known blocks whose pages are most alike."""
        near = sorted((distance(page, other), sizes) for other, sizes in self.known)
        alike = [sizes for far, sizes in near[:NEIGHBOURS] if far <= max(ALIKE, near[0][0])]
        return [sum(column) / len(alike) for column in zip(*alike)]


class Planner:
    """Plans are lists of (first, setting): of strata in the search, of blocks in what it gives back."""

    def __init__(self, survey, budget):
        self.survey = survey
        self.costs = [setting["cost"] for setting in survey.settings]
        self.objective = budget["objective"]
        self.price = self.objective.get("price", 0)
        self.most = budget["most_segments"]
        self.sizes = [survey.block_sizes(page) for page in survey.pages]
        self.strata = list(zip(self.sizes, survey.lengths))

    def worths(self, sizes, price):
        """Of one block, by setting: what is to be small."""
        return [size + price * cost for size, cost in zip(sizes, self.costs)]

    def at_price(self, price):
        """The best plan where a microsecond costs `price` bytes, with its edges where the data change."""
        coarse = self.coarse(price)
        fine = [(0, coarse[0][1])]
        for (_, old), (number, new) in zip(coarse, coarse[1:]):
            fine.append((self.edge(number, old, new, price), new))
        return fine

    def coarse(self, price):
        """Dynamic programming over the strata: `best[k][s]` ends in setting s after k changes."""
        columns = range(len(self.costs))
        toll = CHANGE * sum(length * min(self.worths(sizes, price)) for sizes, length in self.strata)
        best = [[0.0] * len(columns)] + [[math.inf] * len(columns) for _ in range(self.most - 1)]
        came = []
        for sizes, length in self.strata:
            weights = [length * worth for worth in self.worths(sizes, price)]
            ends = [min(columns, key=row.__getitem__) for row in best]
            stayed = [[True] * len(columns)]
            rows = [best[0]]
            for row, before, end in zip(best[1:], best, ends):
                changed = before[end] + toll
                stayed.append([value <= changed for value in row])
                rows.append([value if value < changed else changed for value in row])
            best = [[value + weight for value, weight in zip(row, weights)] for row in rows]
            came.append((stayed, ends))
        return self.traced(best, came)

    def traced(self, best, came):
        """The way back through the table."""
        changes = min(range(self.most), key=lambda number: min(best[number]))
        setting = best[changes].index(min(best[changes]))
        segments = []
        for number in range(len(came) - 1, 0, -1):
            stayed, ends = came[number]
            if not stayed[changes][setting]:
                segments.append((number, setting))
                changes -= 1
                setting = ends[changes]
        return [(0, setting), *reversed(segments)]

    def edge(self, number, old, new, price):
        """The first block for which the new setting is the better one, between the pages of two strata."""
        low, high = self.survey.places[number - 1], self.survey.places[number]
        extra = price * (self.costs[new] - self.costs[old])
        while high - low > 1:
            middle = (low + high) // 2
            sizes = self.survey.block_sizes(self.survey.page(middle))
            if sizes[new] + extra < sizes[old]:
                high = middle
            else:
                low = middle
        return high

    def within_limit(self):
        """The plan at the lowest price that keeps to the limit, and as much as it can pay of the next dearer one."""
        limit = self.objective["limit"]
        low, high = 0.0, 64.0
        for _ in range(ROUNDS):
            middle = (low + high) / 2
            if self.cost(self.on_blocks(self.coarse(middle))) <= limit:
                high = middle
            else:
                low = middle
        dear, cheap = self.at_price(low), self.at_price(high)
        if self.cost(cheap) > limit:
            cheap = self.on_blocks(self.coarse(high))
        return self.blended(dear, cheap, limit)

    def on_blocks(self, coarse):
        return [(self.survey.edges[number], setting) for number, setting in coarse]

    def blended(self, dear, cheap, limit):
        """The dear plan as far as it can be paid, and from there on the cheap one."""
        low, high = 0, self.survey.blocks + 1
        while high - low > 1:
            middle = (low + high) // 2
            plan = joined(dear, cheap, middle)
            if self.cost(plan) <= limit and len(plan) <= self.most:
                low = middle
            else:
                high = middle
        return joined(dear, cheap, low)

    def cost(self, segments):
        ends = [start for start, _ in segments[1:]] + [self.survey.blocks]
        return sum(self.costs[setting] * (end - start) for (start, setting), end in zip(segments, ends))

    def size(self, segments):
        """Predicted: in each segment, the mean over its strata for each of its blocks."""
        total = 0.0
        ends = [start for start, _ in segments[1:]] + [self.survey.blocks]
        for (start, setting), end in zip(segments, ends):
            first = bisect_left(self.survey.places, start)
            last = max(bisect_left(self.survey.places, end), first + 1)
            inside = self.sizes[min(first, len(self.sizes) - 1) : last]
            total += (end - start) * sum(sizes[setting] for sizes in inside) / len(inside)
        return round(total)


def joined(first, second, at):
    """One plan up to a block, another from there on."""
    plan = [segment for segment in first if segment[0] < at]
    current = [setting for start, setting in second if start <= at][-1]
    plan += [(at, current), *(segment for segment in second if segment[0] > at)]
    return [each for number, each in enumerate(plan) if number == 0 or each[1] != plan[number - 1][1]]


def distance(page, other):
    return max(abs(one - two) for one, two in zip(page, other))


def packed(setting, block, unit):
    return sum(packed_size(setting, block[at : at + unit]) for at in range(0, len(block), unit))


def packed_size(setting, unit: bytes) -> int:
    """Bytes that one unit packs to; it is stored where it would grow."""
    if setting["codec"] == "zlib":
        dictionary = base64.b64decode(setting["dictionary"])
        extra = (zlib.Z_DEFAULT_STRATEGY, dictionary) if dictionary else ()
        packer = zlib.compressobj(setting["level"], zlib.DEFLATED, -15, 8, *extra)
        return min(len(unit), len(packer.compress(unit)) + len(packer.flush()))
    if setting["codec"] == "bz2":
        return min(len(unit), len(bz2.compress(unit, setting["level"])))
    if setting["codec"] == "lzma":
        filters = [{"id": lzma.FILTER_LZMA2, "preset": setting["level"], "dict_size": 65_536}]
        if setting["delta"]:
            filters.insert(0, {"id": lzma.FILTER_DELTA, "dist": setting["delta"]})
        return min(len(unit), len(lzma.compress(unit, lzma.FORMAT_RAW, filters=filters)))
    return len(unit)
