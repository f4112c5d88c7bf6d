"""Lessons with inputs: each state has an address, a picture and the same as a table."""
