"""Kills `run_jobs` again and again at moments that nobody chose, and lets the last one finish."""

import random
from datetime import timedelta

from portal.subscriptions.enums import LEASED_STATES, WAITING_STATES
from portal.subscriptions.models import Delivery
from tests.faults.senders import Orders, finish, settle_and_send, start, work_as_run_jobs
from tests.mail_server.process import MailServer

BETWEEN = timedelta(minutes=10)
"""The next process begins so much later, by its own clock: after every lease."""

AT_ONCE = 0.3
"""Seconds; a process killed so soon is still planning, or settles what the one before left."""

MOST_ROUNDS = 20
"""One sweep settles some hundreds, and many kills close together leave more than that."""

MOMENT = 0.05
"""Seconds; between the mail that was waited for and the kill."""


def kill_at_random(server: MailServer, *, kills: int, mails: int, rng: random.Random) -> None:
    """Kill so many processes on the way to ``mails`` mails, and leave nothing to be done.

    One in four is killed whatever it does; the others once they have handed over some mails.
    """
    most = mails // kills
    for number in range(kills):
        process = start(work_as_run_jobs, Orders(ahead=BETWEEN * (number + 1)))
        if rng.random() < 1 / 4:
            process.join(rng.random() * AT_ONCE)
        else:
            for _mail in range(rng.randint(1, most)):
                server.next_line()
            process.join(rng.random() * MOMENT)
        process.kill()
        process.join()
        server.come_to_rest()
    for number in range(MOST_ROUNDS):
        later = BETWEEN * (kills + 1 + number)
        assert finish(settle_and_send, Orders(ahead=later)) == 0
        if not Delivery.objects.filter(state__in=(*LEASED_STATES, *WAITING_STATES)).exists():
            return
