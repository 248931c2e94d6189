"""The services are tested by themselves: nobody listens to saved pages here."""

from collections.abc import Iterator

import pytest
from django.db.models.signals import post_delete, post_save
from factory.django import mute_signals


@pytest.fixture(autouse=True)
def _nobody_listens() -> Iterator[None]:
    """Without the receivers in tasks/, only the test itself records events."""
    with mute_signals(post_save, post_delete):
        yield
