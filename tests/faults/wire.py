"""A wire between two servers that can be slow, or torn: a TCP proxy in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

from tests.door import free_port


class Wire:
    """Passes on what comes to a port of its own to another one on this machine."""

    def __init__(self, target: int) -> None:
        self.port, self._target = free_port(), target
        self.lag = 0.0  # seconds that each piece takes, either way
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._connect, "127.0.0.1", self.port)

    def tear(self) -> None:
        """Resets all connections that are open."""

        def reset() -> None:
            for writer in list(self._open):
                writer.transport.abort()

        self._loop.call_soon_threadsafe(reset)

    def close(self) -> None:
        """Stops."""
        self.tear()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        try:
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        finally:
            self._open -= {writer, back}
            for each in (writer, back):
                each.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(65536):
                await asyncio.sleep(self.lag)
                writer.write(piece)
                await writer.drain()
        writer.close()
