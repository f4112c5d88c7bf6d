from __future__ import annotations

import pytest

from tests.integration.operator import Operator
from tests.running_site import RunningSite
from tests.visitor import Visitor


@pytest.fixture
def operator(running_site: RunningSite) -> Operator:
    return Operator(running_site.var, running_site.process.pid)


@pytest.fixture
def candidate_there(running_site: RunningSite) -> Visitor:
    return log_in(running_site)


def log_in(site: RunningSite) -> Visitor:
    visitor = Visitor(site.url)
    visitor.log_in("candidate", site.passwords["candidate"])
    return visitor
