"""Signed links: made for one purpose, without an address, for ever."""

from uuid import UUID, uuid4

import pytest
import time_machine

from portal.subscriptions.enums import Cadence
from portal.subscriptions.tokens import (
    BadTokenError,
    confirm_token,
    manage_token,
    one_click_token,
    read_confirm_token,
    read_manage_token,
    read_one_click_token,
)

READER = UUID("6b1f3ab2-4e0c-4d57-9f3e-2d9a55a3f001")


class TestToken:
    def test_gives_back_what_was_signed(self):
        assert read_confirm_token(confirm_token(READER)) == READER
        assert read_manage_token(manage_token(READER)) == READER
        assert read_one_click_token(one_click_token(READER, Cadence.WEEKLY)) == (
            READER,
            Cadence.WEEKLY,
        )

    def test_is_worthless_for_another_purpose(self):
        with pytest.raises(BadTokenError):
            read_manage_token(confirm_token(READER))

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda token: token[:-1], id="cut short"),
            pytest.param(lambda token: token.replace("6b1f", "6b1e"), id="another person"),
            pytest.param(lambda token: token.rpartition(".")[0], id="no signature"),
            pytest.param(lambda token: "", id="empty"),
        ],
    )
    def test_is_refused_when_spoiled(self, spoil):
        with pytest.raises(BadTokenError):
            read_manage_token(spoil(manage_token(READER)))

    def test_works_ten_years_later(self):
        with time_machine.travel("2016-11-22T12:00Z"):
            token = one_click_token(READER, Cadence.DAILY)

        assert read_one_click_token(token) == (READER, Cadence.DAILY)

    def test_outlives_a_change_of_secret_key(self, settings):
        token = manage_token(READER)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = uuid4().hex

        assert read_manage_token(token) == READER
