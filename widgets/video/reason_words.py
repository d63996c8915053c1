"""Why there is no picture, in words: the cause, short enough for a tile, and what to do about it."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from widgets.words.marked_text import QT_TRANSLATE_NOOP

_CAUSES = MappingProxyType(
    {
        "sign_in_missing": QT_TRANSLATE_NOOP("reason", "Camera asks for a sign-in"),
        "sign_in_wrong": QT_TRANSLATE_NOOP("reason", "Wrong user or password"),
        "sign_in_unknown": QT_TRANSLATE_NOOP("reason", "Unknown way of signing in"),
        "forbidden": QT_TRANSLATE_NOOP("reason", "This account may not watch"),
        "address_not_listed": QT_TRANSLATE_NOOP("reason", "Camera is not on the list"),
        "name_unknown": QT_TRANSLATE_NOOP("reason", "Camera's name is not found"),
        "unreachable": QT_TRANSLATE_NOOP("reason", "No way to the camera"),
        "port_closed": QT_TRANSLATE_NOOP("reason", "Camera refuses the connection"),
        "not_allowed": QT_TRANSLATE_NOOP("reason", "Not allowed to connect yet"),
        "no_answer": QT_TRANSLATE_NOOP("reason", "Camera does not answer"),
        "tls_failed": QT_TRANSLATE_NOOP("reason", "Encrypted connection fails"),
        "silent": QT_TRANSLATE_NOOP("reason", "Connected, but no answer"),
        "hung_up": QT_TRANSLATE_NOOP("reason", "Camera hung up"),
        "wrong_protocol": QT_TRANSLATE_NOOP("reason", "No video service there"),
        "no_such_stream": QT_TRANSLATE_NOOP("reason", "Camera has no such stream"),
        "bad_request": QT_TRANSLATE_NOOP("reason", "Camera rejects the address"),
        "redirected": QT_TRANSLATE_NOOP("reason", "Camera points elsewhere"),
        "web_page": QT_TRANSLATE_NOOP("reason", "A web page, not a video"),
        "not_video": QT_TRANSLATE_NOOP("reason", "What comes is no video"),
        "single_picture": QT_TRANSLATE_NOOP("reason", "A single picture, no video"),
        "busy": QT_TRANSLATE_NOOP("reason", "Camera takes no more viewers"),
        "camera_error": QT_TRANSLATE_NOOP("reason", "Camera reports a fault"),
        "session_lost": QT_TRANSLATE_NOOP("reason", "Camera lost the session"),
        "udp_only": QT_TRANSLATE_NOOP("reason", "Camera sends by UDP only"),
        "bad_description": QT_TRANSLATE_NOOP("reason", "Camera's answer is unreadable"),
        "no_video": QT_TRANSLATE_NOOP("reason", "Sound only, no video"),
        "unknown_codec": QT_TRANSLATE_NOOP("reason", "Unknown video format"),
        "encrypted": QT_TRANSLATE_NOOP("reason", "Video is encrypted"),
        "no_segments": QT_TRANSLATE_NOOP("reason", "Playlist is empty"),
        "no_boundary": QT_TRANSLATE_NOOP("reason", "Pictures are not told apart"),
        "no_media": QT_TRANSLATE_NOOP("reason", "Connected, but no video comes"),
        "no_keyframe": QT_TRANSLATE_NOOP("reason", "Waiting for a full picture"),
        "no_parameter_sets": QT_TRANSLATE_NOOP("reason", "Camera leaves out decoding data"),
        "undecodable": QT_TRANSLATE_NOOP("reason", "Video cannot be decoded"),
    }
)
_ADDRESS = QT_TRANSLATE_NOOP("reason", "Camera's address is not valid")
_PATH = QT_TRANSLATE_NOOP("reason", "Compare the address with the camera's manual")
_RESTART = QT_TRANSLATE_NOOP("reason", "Restart the camera if it stays so")
_LINK = QT_TRANSLATE_NOOP("reason", "Check power, cable and network of the camera")
_CODING = QT_TRANSLATE_NOOP("reason", "Set the camera to plain H.264 or H.265")
_ADVICE = MappingProxyType(
    {
        "sign_in_missing": QT_TRANSLATE_NOOP("reason", "Enter the camera's user and password on the server"),
        "sign_in_wrong": QT_TRANSLATE_NOOP(
            "reason", "Correct it on the server; tried rarely, or the camera locks the account"
        ),
        "sign_in_unknown": QT_TRANSLATE_NOOP("reason", "Set the camera to Digest or Basic"),
        "forbidden": QT_TRANSLATE_NOOP("reason", "Let this account watch live in the camera, or wait if it is locked"),
        "address_characters": QT_TRANSLATE_NOOP("reason", "Write spaces and quotes as %20, %22, %27"),
        "address_fragment": QT_TRANSLATE_NOOP("reason", "Write # as %23"),
        "address_scheme": QT_TRANSLATE_NOOP("reason", "It has to begin with rtsp://, rtsps://, http:// or https://"),
        "address_host": QT_TRANSLATE_NOOP("reason", "Correct the camera's name or number in the address"),
        "address_letters": QT_TRANSLATE_NOOP("reason", "Write the camera's name in plain letters (xn--…)"),
        "address_port": QT_TRANSLATE_NOOP("reason", "The port has to be a number from 1 to 65535"),
        "address_sign_in": QT_TRANSLATE_NOOP("reason", "Take user and password out of the address"),
        "address_too_long": QT_TRANSLATE_NOOP("reason", "Shorten the address"),
        "address_dots": QT_TRANSLATE_NOOP("reason", "Take /../ out of the address"),
        "address_not_listed": QT_TRANSLATE_NOOP("reason", "Have it added to the server's list of cameras"),
        "name_unknown": QT_TRANSLATE_NOOP("reason", "Correct the camera's name in the address, or check the DNS"),
        "unreachable": _LINK,
        "port_closed": QT_TRANSLATE_NOOP("reason", "Check the port, and that the camera's video service is on"),
        "not_allowed": QT_TRANSLATE_NOOP("reason", "Have it added to the server's list of cameras"),
        "no_answer": _LINK,
        "tls_failed": QT_TRANSLATE_NOOP("reason", "Check that the port is the encrypted one"),
        "silent": _RESTART,
        "hung_up": _RESTART,
        "wrong_protocol": QT_TRANSLATE_NOOP("reason", "Check the port and the beginning of the address"),
        "no_such_stream": _PATH,
        "bad_request": _PATH,
        "redirected": QT_TRANSLATE_NOOP("reason", "Enter the address that it leads to"),
        "web_page": QT_TRANSLATE_NOOP("reason", "Enter the address of the video, not of the camera's page"),
        "not_video": _PATH,
        "single_picture": QT_TRANSLATE_NOOP("reason", "Enter the address of the video, not of a snapshot"),
        "busy": QT_TRANSLATE_NOOP("reason", "Close other viewers, or raise the camera's limit"),
        "camera_error": _RESTART,
        "session_lost": _RESTART,
        "udp_only": QT_TRANSLATE_NOOP("reason", "Switch on RTSP over TCP in the camera"),
        "bad_description": _RESTART,
        "no_video": QT_TRANSLATE_NOOP("reason", "Switch on video for this stream in the camera"),
        "unknown_codec": _CODING,
        "encrypted": QT_TRANSLATE_NOOP("reason", "Switch off video encryption in the camera"),
        "no_segments": QT_TRANSLATE_NOOP("reason", "Start the service that makes this stream"),
        "no_boundary": _CODING,
        "no_media": _RESTART,
        "no_keyframe": QT_TRANSLATE_NOOP("reason", "Shorten the keyframe interval in the camera"),
        "no_parameter_sets": QT_TRANSLATE_NOOP("reason", "Restart the camera, or renew its firmware"),
        "undecodable": QT_TRANSLATE_NOOP("reason", "Switch off encryption and “smart” coding in the camera"),
    }
)


def cause(reason: str) -> str:
    """Why there is no picture (`console.video.reasons`), in a few words; empty where that is not known."""
    text = _CAUSES.get(reason, _ADDRESS if reason.startswith("address_") else "")
    return QCoreApplication.translate("reason", text) if text else ""


def advice(reason: str) -> str:
    """What to do about it; empty where that is not known."""
    text = _ADVICE.get(reason, "")
    return QCoreApplication.translate("reason", text) if text else ""
