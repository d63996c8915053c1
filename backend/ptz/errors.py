"""What can go wrong with a camera that is turned, as codes of problem documents."""

from __future__ import annotations

UNREACHABLE, SIGN_IN, REFUSED, NO_PTZ = "camera-unreachable", "camera-sign-in", "camera-refused", "no-ptz"
UNCLEAR = "camera-unclear"
"""Nobody can say which of a recorder's channels this camera is."""
NOT_STOPPED = "camera-not-stopped"
"""The camera was told to stop and has not confirmed it; it is told again until it does."""


class CameraError(Exception):
    """A camera did not do as it was told; `code` is that of the problem document.

    `status` is the HTTP status of its answer, 0 without one; `fault` the codes of its SOAP fault. `reached` says
    whether the question may have arrived: without an answer nobody knows what the camera made of it. `by_http`: it
    refused a sign-in that HTTP itself had asked for.
    """

    def __init__(
        self, code: str, detail: str, *, status: int = 0, fault: str = "", reached: bool = False,
        by_http: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.status = status
        self.fault = fault
        self.by_http = by_http
        self.reached = reached or status != 0

    @property
    def refused(self) -> bool:
        """Whether the camera answered, in whatever words, that it did not do this: another form may be to its taste."""
        return self.status != 0 and self.code != SIGN_IN
