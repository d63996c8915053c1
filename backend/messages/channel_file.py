"""Reads the file of `--message-channels`, and makes what it says."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from backend.base.messages import say
from backend.base.refusals import RefusedError
from backend.city.checking import check
from backend.city.problems import CityPackError, Problem
from backend.city.yaml_lines import Document, read
from backend.messages.adapters.cap import CapAdapter
from backend.messages.adapters.folder import FolderAdapter
from backend.messages.adapters.gateway import GatewayAdapter
from backend.messages.adapters.mail import MailAdapter
from backend.messages.adapters.webhook import WebhookAdapter
from backend.messages.channel_models import Bounded, ChannelsFile
from backend.messages.channels import Adapter, Channel, Channels


def channels_of(path: Path, lang: str) -> Channels:
    """What the file says. Raises `RefusedError` with each fault: file, line, field; and where others may read it."""
    problems: list[Problem] = []
    try:
        whole = path.resolve()
        mode = stat.S_IMODE(os.stat(whole).st_mode)
        if mode & 0o037:
            raise RefusedError(say(lang, "secret_mode", file=path, mode=f"{mode:04o}"))
        document = read(whole.parent, whole.name)
    except FileNotFoundError:
        raise RefusedError(Problem("no_config", str(path)).text(lang)) from None
    except CityPackError as error:
        raise RefusedError("\n".join(replace(one, file=str(path)).text(lang) for one in error.problems)) from error
    said = check(Document(str(path), document.data or {}, document.lines), ChannelsFile, problems)
    if problems:
        raise RefusedError("\n".join(one.text(lang) for one in problems))
    return channels_from(said)


def channels_from(said: ChannelsFile) -> Channels:
    """The adapters of what is set up."""
    made: dict[str, Channel] = {}
    for name, adapter in _adapters(said):
        bounded: Bounded = getattr(said, name)
        made[name] = Channel(name, bounded, adapter)
    return Channels(MappingProxyType(made), said)


def _adapters(said: ChannelsFile) -> list[tuple[str, Adapter]]:
    found: list[tuple[str, Adapter]] = []
    if said.email is not None:
        found.append(("email", MailAdapter(said.email)))
    if said.webhook is not None:
        found.append(("webhook", WebhookAdapter(said.webhook)))
    for name in ("sms", "voice", "zalo"):
        gateway = getattr(said, name)
        if gateway is not None:
            found.append((name, GatewayAdapter(gateway)))
    if said.cap is not None:
        found.append(("cap", CapAdapter(said.cap)))
    if said.file is not None:
        found.append(("file", FolderAdapter(said.file)))
    return found
