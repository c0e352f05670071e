"""One server and two browsers, one of them without scripts, for all tests."""
import pytest

from browser import Browser
from demonstration import Demonstration, things as find_things


@pytest.fixture(scope="session")
def demonstration():
    running = Demonstration()
    yield running
    running.end()


@pytest.fixture(scope="session")
def things(demonstration):
    return find_things(demonstration)


@pytest.fixture(scope="session")
def sessions(demonstration):
    """The tokens of three sessions: an officer, an administrator, the representative of one organisation."""
    return {name: demonstration.visitor().sign_in(f"{name}@isthmus.example") for name in ["office", "admin", "anahit"]}


@pytest.fixture(scope="session")
def chromium(demonstration):
    running = Browser(demonstration.address)
    yield running
    running.end()


@pytest.fixture
def browser(chromium):
    """A visitor who reads English in a wide window."""
    chromium.be()
    chromium.look()
    return chromium


@pytest.fixture(scope="session")
def plain_chromium(demonstration):
    running = Browser(demonstration.address, has_scripts=False)
    yield running
    running.end()


@pytest.fixture
def plain(plain_chromium):
    """The same without scripts."""
    plain_chromium.be()
    plain_chromium.look()
    return plain_chromium
