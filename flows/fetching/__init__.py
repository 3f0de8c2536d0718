"""Getting sources politely and safely: every attempt ends as an :class:`Attempt`, whatever the world does."""

from flows.fetching.attempts import Attempt, Validators
from flows.fetching.client import Fetcher

__all__ = ["Attempt", "Fetcher", "Validators"]
