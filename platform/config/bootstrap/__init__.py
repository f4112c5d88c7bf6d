"""Sets the project up and starts it, with the standard library alone: nothing is installed yet."""
