"""One warm stage for all tests of the grader."""

import pytest

from grader.stage import Stage


@pytest.fixture(scope="session")
def stage():
    with Stage() as stage:
        yield stage
