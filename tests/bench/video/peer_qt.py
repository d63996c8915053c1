"""A peer: one QMediaPlayer and one QVideoWidget a camera, as QtMultimedia is meant to be used.

`python -m tests.bench.video.peer_qt COLUMNS URL…` prints `playing` once every camera shows pictures, then runs until
its standard input ends.
"""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtMultimediaWidgets import QVideoWidget
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget


def main(arguments: list[str]) -> None:
    """Show the grid."""
    application = QApplication([])
    columns, urls = int(arguments[0]), arguments[1:]
    window = QWidget()
    grid = QGridLayout(window)
    grid.setSpacing(6)
    players = []
    for number, url in enumerate(urls):
        video = QVideoWidget(window)
        grid.addWidget(video, number // columns, number % columns)
        player = QMediaPlayer(window)
        player.setVideoOutput(video)
        player.setSource(QUrl(url))
        player.play()
        players.append(player)
    window.setGeometry(window.screen().geometry())  # there is no window manager to do it
    window.show()
    told = QTimer(window, interval=500)

    def look() -> None:
        if all(player.position() > 0 for player in players):
            told.stop()
            sys.stdout.write("playing\n")
            sys.stdout.flush()

    told.timeout.connect(look)
    told.start()
    threading.Thread(target=lambda: (sys.stdin.read(), application.quit()), daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
