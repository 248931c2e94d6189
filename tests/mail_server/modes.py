"""The ways in which the test server treats the next message."""

from enum import StrEnum


class Mode(StrEnum):
    """Named for what the sender sees and what became of the message."""

    ACCEPT = "accept"
    SLOW = "slow"
    ACCEPT_ONCE_SENDER_IS_GONE = "accept-once-sender-is-gone"
    SILENT_BEFORE_ACCEPTING = "silent-before-accepting"
    SILENT_AFTER_ACCEPTING = "silent-after-accepting"
    DROP_BEFORE_ACCEPTING = "drop-before-accepting"
    DROP_AFTER_ACCEPTING = "drop-after-accepting"
    CLOSING = "421"
    FULL = "452"
    NO_SUCH_PERSON = "550"
    REFUSE_CONTENT = "554"
