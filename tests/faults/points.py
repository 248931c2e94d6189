"""The points at which a sender or planner can be told to kill itself."""

import os
import signal
import smtplib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import count
from typing import Any
from unittest.mock import patch

from portal.subscriptions.enums import Cadence, DeliveryState
from portal.subscriptions.models import Delivery
from portal.subscriptions.services import claiming, drafting, planning, sending, sweeping

END_OF_DATA = b"\r\n.\r\n"


def _always(*_arguments: Any, **_options: Any) -> bool:
    return True


def _claims_digests(*, cadences: Collection[Cadence], **_options: Any) -> bool:
    return Cadence.DAILY in cadences


def _moves_to(state: DeliveryState) -> Callable[..., bool]:
    return lambda _delivery, to, **_options: to == state


def _ends_data(_session: smtplib.SMTP, content: Any) -> bool:
    return isinstance(content, bytes) and content.endswith(END_OF_DATA)


def _is_to_first_reader(delivery: Delivery, *_desk: Any) -> bool:
    return str(delivery.subscriber.email).startswith("reader0@")


@dataclass(frozen=True, kw_only=True)
class Point:
    """Just after a call of ``owner.name`` whose arguments are the ones meant, or just before."""

    owner: Any
    name: str
    is_meant: Callable[..., bool] = _always
    is_before: bool = False

    def kill_here(self, *, nth: int) -> None:
        """From now on the nth such call is this process's last, as by `kill -9`."""
        real, calls = getattr(self.owner, self.name), count(1)

        def deadly(*arguments: Any, **options: Any) -> Any:
            is_last = self.is_meant(*arguments, **options) and next(calls) == nth
            if not (is_last and self.is_before):
                answer = real(*arguments, **options)
            if is_last:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        patch.object(self.owner, self.name, deadly).start()


PLANNER_POINTS = {
    "after the run is opened": Point(owner=planning, name="_open_run"),
    "in a chunk": Point(owner=planning, name="insert_mails"),
    "after a chunk": Point(owner=planning, name="_plan_next_chunk"),
}
SENDER_POINTS = {
    "in the claim": Point(owner=claiming, name="_freeze"),
    "after claim": Point(owner=sending, name="claim_deliveries", is_meant=_claims_digests),
    "before handing": Point(
        owner=sending, name="move", is_meant=_moves_to(DeliveryState.HANDING), is_before=True
    ),
    "after handing": Point(owner=sending, name="move", is_meant=_moves_to(DeliveryState.HANDING)),
    "after DATA": Point(owner=smtplib.SMTP, name="send", is_meant=_ends_data),
    "after 250": Point(owner=sending, name="hand_over"),
    "after commit": Point(owner=sending, name="move", is_meant=_moves_to(DeliveryState.SENT)),
}
POISON_POINTS = {
    "by the first reader's mail": Point(
        owner=drafting, name="compose", is_meant=_is_to_first_reader, is_before=True
    ),
}
SWEEPER_POINTS = {
    "before a mail is settled": Point(owner=sweeping, name="move", is_before=True),
    "after a mail is settled": Point(owner=sweeping, name="move"),
}
POINTS = PLANNER_POINTS | SENDER_POINTS | POISON_POINTS | SWEEPER_POINTS
