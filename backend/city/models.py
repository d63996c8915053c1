"""What a city pack may say: one model per file, unknown fields refused."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

STREAMS = frozenset({"rtsp", "rtsps", "http", "https"})
"""What a console can play."""
ADDRESS_MOST = 400


def plain_text(text: str) -> str:
    """`text`, where it is composed Unicode without tags or controls; ValueError with the code of what is wrong."""
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError("not_nfc")
    if any(sign in text for sign in "<>") or any(unicodedata.category(sign) == "Cc" for sign in text):
        raise ValueError("not_plain")
    return text


def stream_address(address: str) -> str:
    """`address`, where it is one of a camera's stream; ValueError with the code of what is wrong. No fault repeats a
    sign-in."""
    if "@" in address.partition("://")[2].partition("/")[0]:
        raise ValueError("sign_in_in_address")
    if len(address) > ADDRESS_MOST or not address.isascii() or not address.isprintable() or " " in address:
        raise ValueError("no_stream_address")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError("no_stream_address") from error
    if parts.scheme not in STREAMS or not parts.hostname or port == 0 or parts.fragment:
        raise ValueError("no_stream_address")
    return address


Text = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(plain_text)]
Identity = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9._-]*$")]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Severity = Annotated[int, Field(ge=1, le=4)]
Domain = Literal[
    "traffic", "environment", "water", "energy", "waste", "order", "public_services", "budget", "citizen_reports",
    "security",
]  # fmt: skip
Channel = Literal["field_report", "sensor", "camera", "security", "emergency"]
Period = Literal["minute", "five_minutes", "hour", "day", "month"]
Address = Annotated[str, AfterValidator(stream_address)]
Size = Annotated[list[Annotated[int, Field(ge=16, le=16384)]], Field(min_length=2, max_length=2)]
Rate = Annotated[float, Field(gt=0, le=240)]


class Entry(BaseModel):
    """Anything that a pack's author writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Centre(Entry):
    """A place in WGS84 degrees."""

    lat: Latitude
    lon: Longitude


class Retention(Entry):
    """For how many days the server keeps things at hand; after that they are found by search, or in files."""

    incident_days: Annotated[int, Field(ge=1, le=3650)] = 30
    """An ended incident stays with the consoles, from the last thing that was done at it."""
    past_days: Annotated[int, Field(ge=90, le=36_500)] = 1830
    """One of the past stays where it can be searched, before `archive` may take it."""
    log_days: Annotated[int, Field(ge=90, le=36_500)] = 400
    """The log of actions, and who was told who reported, stay in the database, before `archive` may take them."""
    value_days: Annotated[int, Field(ge=2, le=3650)] = 90
    """What indicators measured, value by value."""
    five_minutes_days: Annotated[int, Field(ge=2, le=36_500)] = 730
    """What that came to in five minutes: number, least, greatest, mean and last."""
    hours_days: Annotated[int, Field(ge=31, le=36_500)] = 3650
    """What it came to in an hour, and in a day."""


class Kept(Entry):
    """What for something that points to a person is kept, and for how many days after the incident ended."""

    purpose: Text
    days: Annotated[int, Field(ge=30, le=36_500)]


class Reveals(Entry):
    """How many people one person may be told of within an hour: from when the watch is told, and when it ends."""

    told_from: Annotated[int, Field(ge=1, le=1000)] = 10
    most: Annotated[int, Field(ge=1, le=1000)] = 30


class PersonalData(Entry):
    """What points to persons, kept for a purpose and erased after its days by the server itself (Luật
    91/2025/QH15). Nothing goes before its incident has left the feed."""

    reporter: Kept = Kept(purpose="Xác minh và xử lý tin báo, trả lời người báo tin", days=365)
    """Name, number and address of whoever reported."""
    free_text: Kept = Kept(purpose="Theo dõi và rút kinh nghiệm việc xử lý sự cố", days=1095)
    """Numbers of telephones and of identity papers in what people wrote at an incident; the text stays without them."""
    reveals: Reveals = Reveals()


class City(Entry):
    """The city itself."""

    id: Identity
    name: Text
    short_name: Text
    centre: Centre
    time_zone: Text = "Asia/Ho_Chi_Minh"
    areas: list[Text] = Field(min_length=1)
    code_prefix: Annotated[str, Field(pattern=r"^[A-Z]{1,4}$")] = "SC"
    retention: Retention = Retention()
    personal_data: PersonalData = PersonalData()


class Ward(Entry):
    """A ward and the area of the city it lies in."""

    id: Identity
    name: Text
    area: Text


class Agency(Entry):
    """Who owns a number, a source, a task."""

    id: Identity
    name: Text
    short_name: Text
    accept_minutes: Annotated[int, Field(ge=1, le=10_080)] = 15
    """By then it says whether it takes what was forwarded to it; after that the shift's log tells that it did not."""


class Person(Entry):
    """Somebody who works in the room; `id` is the name to sign in with."""

    id: Identity
    name: Text
    role: Literal[
        "operator", "duty_officer", "security_analyst", "agency", "viewer", "auditor", "admin", "wall",
    ]  # fmt: skip
    desk: Text


class Camera(Entry):
    """A camera: `path` below the base that `--camera-base` names, or addresses of its own."""

    id: Identity
    name: Text
    area: Text
    ward: Text
    lat: Latitude
    lon: Longitude
    path: Identity | None = None
    main_url: Address | None = None
    """Such as rtsp://10.1.2.3:554/Streaming/Channels/101; its name and password stand in `--camera-access`."""
    sub_url: Address | None = None
    """Its small stream; without one small tiles show the main stream as well."""
    main_size: Size | None = None
    """Width and height of the picture; 1280 × 720 where nothing is said, 640 × 360 of the small stream."""
    sub_size: Size | None = None
    main_fps: Rate | None = None
    """Pictures a second; 25 where nothing is said, 15 of the small stream."""
    sub_fps: Rate | None = None
    needs_sign_in: bool = False

    @model_validator(mode="after")
    def _is_somewhere(self) -> Camera:
        if (self.path is None) == (self.main_url is None):
            raise ValueError("one_address")
        if self.sub_url is not None and self.main_url is None:
            raise ValueError("one_address")
        return self


class Indicator(Entry):
    """A number that the city watches. Its values come from its source."""

    id: Identity
    name: Text
    short_name: Annotated[str, Field(min_length=1, max_length=28), AfterValidator(plain_text)]
    domain: Domain
    unit: Annotated[str, Field(max_length=16), AfterValidator(plain_text)] = ""
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    period: Period
    owner: Identity
    source: Identity
    target: float | None = None
    warn: float | None = None
    alarm: float | None = None
    high_is_bad: bool = True
    scale: Literal["vn_aqi"] | None = None
    guidance: Text
    lat: Latitude | None = None
    lon: Longitude | None = None
    """Where it is measured; none for a number of the whole city."""


class Source(Entry):
    """A system that reports to the centre; `cut_off` is the local hour by which a daily one must have."""

    id: Identity
    name: Text
    agency: Identity
    every_minutes: Annotated[int, Field(ge=1, le=44640)]
    cut_off: TimeOfDay | None = None


class Shift(Entry):
    """A watch in local time; one that ends before it starts runs over midnight."""

    id: Identity
    name: Text
    starts: TimeOfDay
    ends: TimeOfDay
    people: list[Identity] = Field(min_length=1)


class IncidentKind(Entry):
    """A kind of incident: which channel brings it, and whose it is."""

    id: Identity
    name: Text
    channel: Channel
    agency: Identity
    severity: Severity | None = None
    """What is proposed where somebody opens one; nothing is where it says none."""
    domain: Domain | None = None
    """Whose it is among people who look after some domains alone; one of the channel security is of that domain."""
    checklist: list[Text] = []


CELLS = 96
"""Rows or columns of a screen's grid, as the console reads it."""


class TilePart(Entry):
    """What a tile shows, without its place."""

    type: Literal[
        "camera", "indicator", "queue", "count", "cameras-alive", "camera-health", "clock", "text", "plan",
        "map",
    ]  # fmt: skip
    camera: Identity | None = None
    indicator: Identity | None = None
    keyframes: bool | None = None
    most: Annotated[int, Field(ge=1, le=200)] | None = None
    text: Text | None = None
    title: Text | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_m: Annotated[float, Field(ge=100, le=20_000)] | None = None
    """Of a map: its middle where it is neither a camera's nor the city's, and how far it reaches."""


class LayoutTile(TilePart):
    """One tile of a wall; the place is in cells of the screen's grid."""

    type: Literal[  # type: ignore[assignment]
        "camera", "indicator", "queue", "count", "cameras-alive", "camera-health", "clock", "text", "plan", "map",
        "tour", "slot",
    ]  # fmt: skip
    row: Annotated[int, Field(ge=0, lt=CELLS)]
    col: Annotated[int, Field(ge=0, lt=CELLS)]
    rows: Annotated[int, Field(ge=1, le=CELLS)] = 1
    cols: Annotated[int, Field(ge=1, le=CELLS)] = 1
    tiles: Annotated[list[TilePart], Field(min_length=1, max_length=64)] | None = None
    """What a tour shows in turn, each for `dwell_s` seconds."""
    dwell_s: Annotated[float, Field(ge=2, le=3600)] | None = None
    idle: TilePart | None = None
    """What a slot shows while there is no alarm."""


class LayoutScreen(Entry):
    """One screen of a wall."""

    name: Annotated[str, Field(max_length=64)] = ""
    title: Text | None = None
    width_px: Annotated[int, Field(ge=160, le=16384)] | None = None
    height_px: Annotated[int, Field(ge=160, le=16384)] | None = None
    rows: Annotated[int, Field(ge=1, le=CELLS)]
    cols: Annotated[int, Field(ge=1, le=CELLS)]
    tiles: list[LayoutTile] = []


class Layout(Entry):
    """A wall: its screens, and from how far they are read."""

    id: Identity
    format: Annotated[int, Field(ge=1, le=2)] | None = None
    """The form in which consoles write layouts; the first one has no number (console: layout_migrations)."""
    name: Text
    seat_distance_m: Annotated[float, Field(gt=0, le=50)] = 4.0
    pixel_pitch_mm: Annotated[float, Field(gt=0, le=10)] = 0.53
    screens: list[LayoutScreen] = Field(min_length=1, max_length=24)

    def body(self) -> dict[str, Any]:
        """The record's body, as the console reads it."""
        return self.model_dump(mode="json", exclude={"id"}, exclude_none=True)
