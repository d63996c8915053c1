"""A peer: one QMediaPlayer and one QVideoWidget a camera, as QtMultimedia is meant to be used.

`python -m tests.bench.video.peer_qt COLUMNS URL…`
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QUrl
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtMultimediaWidgets import QVideoWidget
from PySide6.QtWidgets import QApplication

from tests.bench.video import peer


def main(arguments: list[str]) -> None:
    """Show the grid."""
    application = QApplication([])
    places = [QVideoWidget() for _ in arguments[1:]]
    window = peer.show_grid(int(arguments[0]), places)
    players = []
    for place, url in zip(places, arguments[1:], strict=True):
        player = QMediaPlayer(window)
        player.setVideoOutput(place)
        player.setSource(QUrl(url))
        player.play()
        players.append(player)
    peer.run(application, window, lambda: all(player.position() > 0 for player in players))


if __name__ == "__main__":
    main(sys.argv[1:])
