"""The judge: builds hidden data, runs submissions in a sandbox, measures and scores them.

A library that knows nothing of the web site. ``judge.worker`` alone knows the queue.
"""
