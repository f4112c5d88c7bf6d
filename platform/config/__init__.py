"""Settings, addresses, the queue's application, and what sets the site up and starts it.

Nothing is imported here: ``config.bootstrap`` runs before anything is installed.
"""
