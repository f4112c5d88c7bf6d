"""There is no NumPy in this runtime."""

import numpy


def analyze(files, codecs):
    return numpy.zeros(1).tolist()
