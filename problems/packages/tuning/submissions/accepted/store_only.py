"""Stores all: reads nothing, and predicts well."""


def tune(data, budget):
    setting = min(budget["settings"], key=lambda setting: setting["cost"])
    cost = setting["cost"] * data.size // budget["block_bytes"]
    return {"segments": [{"start": 0, "setting": setting["name"]}], "size": data.size, "cost": cost}
