"""Marks a report on a curve: the law against a fit of the checker's own, what it foretells against the blob that
was made at the last size, and the lengths of the codes against what they are by definition."""

import numpy as np

CURVE_BYTES = 1 << 18
LARGE_BYTES = 10**9
BITS_A_PARAMETER = 16
FIELDS = ("a", "alpha", "c", "r2", "extrapolated", "prequential_bits", "two_part_bits", "best_parameters")
FLAT = 1e-3  # bits per byte: curves that differ by less have no law
MOST_BITS = 4.0  # a byte of text: who does not halve it has no model to speak of


def arguments(case):
    """The function of a curve is called with its points, so this is never asked."""
    return []


def check(case, answer, told):
    missing = complaint(answer)
    if missing:
        return {"quality": 0, "parts": {}, "why": missing}
    points = [(float(size), float(rate)) for size, rate in told["points"]]
    seen, last = points[:-1], points[-1]
    law = fit(seen) if seen[-1][1] <= MOST_BITS else None
    parts = {
        "law": marked_law(answer, law) if law else 0.0,
        "curve": marked_curve(seen, law) if law else 0.0,
        "extrapolation": close(answer["extrapolated"], last[1], 0.03) if law else 0.0,
        "lengths": marked_lengths(answer, seen),
    }
    quality = 0.4 * parts["law"] + 0.2 * (parts["curve"] + parts["extrapolation"] + parts["lengths"])
    figures = {
        "r2": law["r2"] if law else 0.0,
        "extrapolation_error": abs(answer["extrapolated"] / last[1] - 1),
    }
    return {"quality": quality, "parts": parts, "figures": figures, "why": reason(law, last)}


def complaint(answer):
    """What keeps the answer from being a law at all, or an empty text."""
    if not isinstance(answer, dict):
        return "the report is no dict"
    for name in FIELDS:
        value = answer.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e300:
            return f"{name}: expected a number"
    return (
        "" if answer["alpha"] > 0 and answer["a"] > 0 else "a and alpha are above 0: the law falls with size"
    )


def fit(points):
    """a, alpha, c, r2 of c + a * N ** -alpha as the statement says; None for a flat curve."""
    sizes, rates = np.array(points).T
    if rates.max() - rates.min() < FLAT:
        return None
    best = None
    for step in range(int(np.ceil(1000 * rates.min()))):
        floor = step / 1000
        x, y = np.log(sizes), np.log(rates - floor)
        slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
        a = np.exp(y.mean() - slope * x.mean())
        squares = float(((floor + a * sizes**slope - rates) ** 2).sum())
        if best is None or squares < best[0]:
            best = squares, float(a), float(-slope), floor
    squares, a, alpha, floor = best
    return {
        "a": a,
        "alpha": alpha,
        "c": floor,
        "r2": 1 - squares / float(((rates - rates.mean()) ** 2).sum()),
    }


def close(value, right, tolerance):
    """1 within the relative tolerance, then falling to 0 at four times that."""
    off = abs(value - right) / max(abs(right), 1e-9)
    return min(1.0, max(0.0, (4 * tolerance - off) / (3 * tolerance)))


def marked_law(answer, law):
    """a and alpha within 5 %, the floor within 5 hundredths of a bit, R² within 5 thousandths."""
    floor = close(1 + answer["c"] - law["c"], 1, 0.05)
    shares = [close(answer["a"], law["a"], 0.05), close(answer["alpha"], law["alpha"], 0.05), floor]
    return sum([*shares, close(1 + answer["r2"] - law["r2"], 1, 0.005)]) / 4


def marked_curve(points, law):
    """Whether the points lie on a law, R² of 0.97 or more, that falls in all steps but one."""
    rates = [rate for _, rate in points]
    falls = sum(later < earlier for earlier, later in zip(rates, rates[1:], strict=False))
    return min(1.0, max(0.0, (law["r2"] - 0.9) / 0.07)) * min(1.0, falls / (len(rates) - 2))


def marked_lengths(answer, points):
    """Three equal parts; what is left is rounding."""
    size, rate = points[-1]
    prequential = rate * CURVE_BYTES
    best = min(points, key=lambda point: BITS_A_PARAMETER * point[0] + point[1] * LARGE_BYTES)[0]
    shares = [
        abs(answer["prequential_bits"] / prequential - 1) < 1e-4,
        abs(answer["two_part_bits"] / (prequential + BITS_A_PARAMETER * size) - 1) < 1e-4,
        answer["best_parameters"] == best,
    ]
    return sum(shares) / 3


def reason(law, last):
    if not law:
        return f"no law: the curve is flat, or it ends above {MOST_BITS:g} bits per byte"
    found = ", ".join(f"{name} {value:.4g}" for name, value in law.items())
    return f"the checker's own fit: {found}; measured at {last[0]:.0f} parameters: {last[1]:.4f}"
