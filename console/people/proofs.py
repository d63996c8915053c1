"""What proves who did an action, and where: the signatures of its author and of the device, over its hash."""

from __future__ import annotations

from console.people.author_key import AuthorKey
from console.people.device_key import DeviceKey
from contract import signing

__all__ = ["AuthorKey", "DeviceKey", "proofs_of"]


def proofs_of(digest: str, device: DeviceKey | None, author: AuthorKey | None) -> dict[str, str]:
    """As the contract has them of an action whose hash is `digest`; what nobody can prove is left empty."""
    return {
        "signature": device.sign(signing.DEVICE, digest) if device is not None else "",
        "author_key": author.thumbprint if author is not None else "",
        "author_signature": author.sign(digest) if author is not None else "",
    }
