"""A warning for the public in the Common Alerting Protocol 1.2 (OASIS, 2010), as a file or to a webhook."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from backend.messages.adapters.folder import laid
from backend.messages.adapters.http import Request, ask, taken
from backend.messages.adapters.reaching import Bounds
from backend.messages.adapters.secret import secret_in
from backend.messages.adapters.signing import signed
from backend.messages.channel_models import Cap
from backend.messages.letter import Address, Letter, Sent

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
HAZARDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "flood": ("Met", "Flood"), "storm": ("Met", "Storm"), "fire": ("Fire", "Fire"),
    "traffic": ("Transport", "Traffic accident"), "epidemic": ("Health", "Epidemic"),
    "security": ("Security", "Security"),
})  # fmt: skip
"""CAP's category, and what happens in words, by a plan's hazard."""
_WORDS: Mapping[str, str] = MappingProxyType({
    "Flood": "Lũ, ngập lụt", "Storm": "Bão, áp thấp nhiệt đới", "Fire": "Cháy lớn",
    "Traffic accident": "Tai nạn giao thông", "Epidemic": "Dịch bệnh", "Security": "An ninh trật tự",
})  # fmt: skip
SEVERITY = ("Unknown", "Minor", "Moderate", "Severe", "Extreme", "Extreme")
"""CAP's severity by a level of the disaster risk (QĐ 18/2021/QĐ-TTg); of a plan's own levels it is unknown."""
TYPES: Mapping[str, str] = MappingProxyType({"plan_level": "Update", "plan_stand_down": "Cancel"})
XML = "application/cap+xml; charset=utf-8"


class CapAdapter:
    """Its identifier is the key: the same at each try."""

    def __init__(self, said: Cap) -> None:
        self._said = said

    def send(self, letter: Letter, _address: Address) -> Sent:
        """As `Adapter`."""
        said, content = self._said, alert(letter, self._said)
        if said.folder is not None:
            laid(said.folder, said.folder, f"{letter.key}.cap.xml", content)
            return Sent(letter.key)
        headers = {"Content-Type": XML, "Idempotency-Key": letter.key}
        if said.secret_file is not None:
            headers |= signed(secret_in(said.secret_file), content)
        bounds = Bounds(said.networks, said.timeout_s, said.authorities)
        taken(ask(Request("POST", said.url or "", headers, content), bounds), of_all=True)
        return Sent(letter.key, is_delivered=True)


def alert(letter: Letter, said: Cap) -> bytes:
    """The warning as XML. An element of no content is left out; those that the schema needs always have one."""
    facts, sent = letter.facts, _moment(letter.made_ms)
    earlier = [f"{said.sender},{one['key']},{_moment(one['made_ms'])}" for one in facts.get("earlier", ())]
    kind = TYPES.get(str(facts.get("deed")), "Alert") if earlier else "Alert"
    root = ET.Element("alert", {"xmlns": NAMESPACE})
    _put(root, "identifier", letter.key)
    _put(root, "sender", said.sender)
    _put(root, "sent", sent)
    _put(root, "status", "Exercise" if letter.drill else "Actual")
    _put(root, "msgType", kind)
    _put(root, "scope", "Public")
    _put(root, "references", " ".join(earlier) if kind != "Alert" else "")
    info = ET.SubElement(root, "info")
    _info(info, letter, said, is_over=str(facts.get("deed")) == "plan_stand_down")
    _area(ET.SubElement(info, "area"), said)
    ET.indent(root, " ")
    written: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _info(info: ET.Element, letter: Letter, said: Cap, *, is_over: bool) -> None:
    facts = letter.facts
    category, event = HAZARDS.get(str(facts.get("hazard")), ("Other", "Emergency"))
    words = _WORDS.get(event, "Sự cố") if said.language.startswith("vi") else event
    _put(info, "language", said.language)
    _put(info, "category", category)
    _put(info, "event", words)
    _put(info, "responseType", "AllClear" if is_over else "Monitor")
    _put(info, "urgency", "Past" if is_over else "Immediate")
    _put(info, "severity", severity_of(facts))
    _put(info, "certainty", "Observed")
    _put(info, "effective", _moment(letter.made_ms))
    _put(info, "expires", _moment(letter.made_ms + said.hours * 3_600_000))
    _put(info, "senderName", said.sender_name)
    _put(info, "headline", letter.subject)
    _put(info, "description", letter.text)
    _put(info, "web", said.web or "")


def _area(area: ET.Element, said: Cap) -> None:
    _put(area, "areaDesc", said.area)
    if said.polygon:
        corners = [*said.polygon, said.polygon[0]] if said.polygon[0] != said.polygon[-1] else said.polygon
        _put(area, "polygon", " ".join(f"{lat:.5f},{lon:.5f}" for lat, lon in corners))


def severity_of(facts: Mapping[str, Any]) -> str:
    """CAP's severity of a plan's level; levels of the city's own say nothing that others understand."""
    level = facts.get("level")
    if facts.get("scale") != "disaster_risk" or not isinstance(level, int):
        return SEVERITY[0]
    return SEVERITY[level] if 0 < level < len(SEVERITY) else SEVERITY[0]


def _put(parent: ET.Element, name: str, text: str) -> None:
    """An element with this text; signs that XML 1.0 cannot hold go."""
    plain = "".join(sign for sign in text if sign in "\n\t" or (ord(sign) >= 32 and not 0xD800 <= ord(sign) <= 0xDFFF))
    if plain.strip():
        ET.SubElement(parent, name).text = plain.replace("\ufffe", "").replace("\uffff", "")


def _moment(ms: int) -> str:
    """CAP writes whole seconds with an offset, and -00:00 for UTC: never a Z (3.2.1)."""
    at = datetime.fromtimestamp(ms / 1000, UTC) - timedelta(milliseconds=ms % 1000)
    return at.strftime("%Y-%m-%dT%H:%M:%S-00:00")
