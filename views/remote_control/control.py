"""The control channel: JSON lines over a local socket that only its owner can open, for tests and the tour.

One line in, one line out, in order of completion: `{"id":1,"do":"acknowledge-incident","args":{…}}` is answered by
`{"id":1,"ok":true,"result":…}` or `{"id":1,"ok":false,"error":{"code":…,"text":…}}`.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_log = logging.getLogger(__name__)
Obey = Callable[[str, Mapping[str, Any]], Awaitable[object]]
Word = Callable[[BaseException], tuple[str, str]]
MAX_LINE_BYTES = 1_000_000


class Control(QObject):
    """Serves one socket. `obey(name, args)` does the work, `word(error)` gives code and sentence of a failure."""

    def __init__(self, obey: Obey, word: Word, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._obey = obey
        self._word = word
        self._tasks: set[asyncio.Task[None]] = set()
        self._sockets: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, path: Path) -> bool:
        """Begin to serve at `path` (mode 0600); false where the socket cannot be made."""
        QLocalServer.removeServer(str(path))
        if not self._server.listen(str(path)):
            _log.warning("no control channel at %s: %s", path, self._server.errorString())
            return False
        path.chmod(0o600)
        return True

    def close(self) -> None:
        """Stop serving; running commands are cancelled."""
        self._server.close()
        for socket in tuple(self._sockets):
            socket.abort()
        for task in tuple(self._tasks):
            task.cancel()

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._sockets.append(socket)
            socket.readyRead.connect(lambda socket=socket: self._on_lines(socket))
            socket.disconnected.connect(self._on_gone)
            self._on_lines(socket)

    def _on_gone(self) -> None:
        """Forget who hung up; the server deletes their sockets with itself, the rest is deleted here."""
        gone = [socket for socket in self._sockets if socket.state() == QLocalSocket.LocalSocketState.UnconnectedState]
        self._sockets = [socket for socket in self._sockets if socket not in gone]
        for socket in gone:
            socket.readyRead.disconnect()
            socket.deleteLater()

    def _on_lines(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            line = bytes(socket.readLine().data())
            task = asyncio.get_event_loop().create_task(self._answer(socket, line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if socket.bytesAvailable() > MAX_LINE_BYTES:
            socket.abort()

    async def _answer(self, socket: QLocalSocket, line: bytes) -> None:
        reply: dict[str, object] = {"id": None}
        try:
            request = json.loads(line)
            reply["id"] = request.get("id")
            result = await self._obey(str(request["do"]), request.get("args") or {})
            reply |= {"ok": True, "result": result}
        except (ValueError, KeyError, AttributeError) as error:
            reply |= {"ok": False, "error": {"code": "bad_request", "text": repr(error)}}
        except Exception as error:  # noqa: BLE001 - every failure is an answer here
            code, text = self._word(error)
            reply |= {"ok": False, "error": {"code": code, "text": text}}
        data = json.dumps(reply, ensure_ascii=False, default=str).encode() + b"\n"
        try:
            socket.write(data)
            socket.flush()
        except RuntimeError:
            _log.debug("the other side of the control channel went away before its answer")


def raise_running(path: Path, timeout_ms: int = 1500) -> bool:
    """Ask the console that serves `path` to bring its window to the front; whether one heard it."""
    socket = QLocalSocket()
    socket.connectToServer(str(path))
    if not socket.waitForConnected(timeout_ms):
        return False
    socket.write(b'{"id":1,"do":"raise","args":{}}\n')
    socket.flush()
    heard = socket.waitForReadyRead(timeout_ms)
    socket.abort()
    return heard
