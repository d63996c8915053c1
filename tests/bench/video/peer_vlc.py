"""A peer: libVLC, one player and one X11 window a camera.

`python -m tests.bench.video.peer_vlc COLUMNS FILE…`. Debian's libVLC cannot open ordinary RTSP, so that it plays the
same clips from files: less work than ours does.
"""

from __future__ import annotations

import sys

import vlc
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.video import peer


def main(arguments: list[str]) -> None:
    """Show the grid."""
    application = QApplication([])
    places = [QWidget() for _ in arguments[1:]]
    window = peer.show_grid(int(arguments[0]), places)
    instance = vlc.Instance(["--no-audio", "--quiet", "--no-video-title-show", "--avcodec-threads=1"])
    players = []
    for place, file in zip(places, arguments[1:], strict=True):
        player = instance.media_player_new()
        player.set_media(instance.media_new(file, "input-repeat=65535"))
        player.set_xwindow(int(place.winId()))
        player.play()
        players.append(player)
    peer.run(application, window, lambda: all(player.has_vout() for player in players))


if __name__ == "__main__":
    main(sys.argv[1:])
