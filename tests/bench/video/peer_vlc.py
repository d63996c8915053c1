"""A peer: libVLC, one player and one X11 window a camera.

`python -m tests.bench.video.peer_vlc COLUMNS FILE…` prints `playing` once every player shows pictures, then runs
until its standard input ends. Debian's libVLC cannot open ordinary RTSP, so that it plays the same clips from files:
less work than ours does.
"""

from __future__ import annotations

import sys
import threading

import vlc
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget


def main(arguments: list[str]) -> None:
    """Show the grid."""
    application = QApplication([])
    columns, files = int(arguments[0]), arguments[1:]
    window = QWidget()
    grid = QGridLayout(window)
    grid.setSpacing(6)
    places = []
    for number in range(len(files)):
        place = QWidget(window)
        grid.addWidget(place, number // columns, number % columns)
        places.append(place)
    window.setGeometry(window.screen().geometry())  # there is no window manager to do it
    window.show()
    instance = vlc.Instance(["--no-audio", "--quiet", "--no-video-title-show", "--avcodec-threads=1"])
    players = []
    for place, file in zip(places, files, strict=True):
        player = instance.media_player_new()
        player.set_media(instance.media_new(file, "input-repeat=65535"))
        player.set_xwindow(int(place.winId()))
        player.play()
        players.append(player)
    told = QTimer(window, interval=500)

    def look() -> None:
        if all(player.has_vout() for player in players):
            told.stop()
            sys.stdout.write("playing\n")
            sys.stdout.flush()

    told.timeout.connect(look)
    told.start()
    threading.Thread(target=lambda: (sys.stdin.read(), application.quit()), daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
