"""Takes every message after a pause and keeps none: python -m tests.benchmarks.smtp_sink PORT MS.

It says its port on standard output and ends when its standard input is closed.
"""

if not __package__:
    import by_path  # noqa: F401 - it only has to be imported.


import asyncio
import sys

from aiosmtpd.smtp import SMTP, Envelope, Session


class Sink:
    """Answers each message with 250 after a pause of ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    async def handle_DATA(  # noqa: N802 - aiosmtpd finds it by this name.
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        await asyncio.sleep(self._seconds)
        return "250 OK"


async def serve(port: int, milliseconds: float) -> None:
    """Serve on 127.0.0.1 until standard input is closed; port 0 means any that is free."""
    loop = asyncio.get_running_loop()
    sink = Sink(milliseconds / 1000)
    server = await loop.create_server(lambda: SMTP(sink), "127.0.0.1", port)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
