"""The command-line client, served as one file at /lossless: the standard library alone, Python ≥ 3.9."""
