"""Measurements of the judge itself, printed by ``python -m judge bench``."""
