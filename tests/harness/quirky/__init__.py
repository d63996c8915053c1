"""Cameras with quirks: real RTSP and HTTP servers on loopback that do what cameras in the field were seen to do."""
