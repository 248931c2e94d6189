"""Serves SMTP on a free port of this machine: python -m tests.mail_server FOLDER."""

import asyncio
import sys
import uuid
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.mail_server.modes import Mode

LONG = 3600  # Seconds; whoever waits is killed or gives up before.
A_MOMENT = 0.1  # Seconds.
DATA_REPLIES = {
    Mode.ACCEPT: "250 2.0.0 Accepted",
    Mode.CLOSING: "421 4.3.2 Closing",
    Mode.FULL: "452 4.3.1 Full",
    Mode.REFUSE_CONTENT: "554 5.6.0 Refused",
}
STORING = {Mode.ACCEPT, Mode.SLOW, Mode.SILENT_AFTER_ACCEPTING, Mode.DROP_AFTER_ACCEPTING}
SILENT = {Mode.SILENT_BEFORE_ACCEPTING, Mode.SILENT_AFTER_ACCEPTING}
DROPPING = {Mode.DROP_BEFORE_ACCEPTING, Mode.DROP_AFTER_ACCEPTING}


class Keeper:
    """Keeps accepted messages as .eml files and says each on standard output."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_RCPT(  # noqa: N802 - aiosmtpd finds it by this name.
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._mode is Mode.NO_SUCH_PERSON:
            return "550 5.1.1 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd finds it by this name.
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        mode, content = self._mode, envelope.original_content or b""
        if mode is Mode.ACCEPT_ONCE_SENDER_IS_GONE:
            await self._store_late(content)
        if mode in STORING:
            self._store(content)
        _say("accepted" if mode in STORING else "seen")
        if mode is Mode.SLOW:
            await asyncio.sleep(A_MOMENT)
        if mode in SILENT:
            await asyncio.sleep(LONG)
        if mode in DROPPING:
            server.transport.abort()
        return DATA_REPLIES.get(mode, "250 OK")

    @property
    def _mode(self) -> Mode:
        path = self._folder / "mode"
        return Mode(path.read_text()) if path.exists() else Mode.ACCEPT

    async def _store_late(self, content: bytes) -> None:
        """As a server whose queue is slow: it goes on although nobody waits for its answer."""
        _say("seen")
        try:
            await asyncio.sleep(LONG)
        except asyncio.CancelledError:
            self._store(content)
            _say("accepted")
            raise

    def _store(self, content: bytes) -> None:
        unfinished = self._folder / f".{uuid.uuid4().hex}.part"
        unfinished.write_bytes(content)
        unfinished.rename(self._folder / f"{uuid.uuid4().hex}.eml")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _serve(folder: Path) -> None:
    """Serves until standard input is closed, so that it never outlives its test."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keeper(folder)), "127.0.0.1", 0)
    _say(str(server.sockets[0].getsockname()[1]))
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Makes the folder and serves."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_serve(folder))


if __name__ == "__main__":
    main()
