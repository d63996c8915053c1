"""What a server is told: by one YAML file, by the environment, by its command line; the later ones win.

Every field is an option of the command line (`disk_low_mib` is `--disk-low-mib`), a field of the file, and a variable
of the environment (`IOC_BACKEND_DISK_LOW_MIB`). Secrets are told by the file that holds them: command lines are seen by
everybody on a machine.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from backend.backups.calendar import Keep, keep_of
from backend.base.refusals import RefusedError
from backend.city.checking import check
from backend.city.loading import DEFAULT_CITY
from backend.city.problems import CityPackError, Problem
from backend.city.yaml_lines import Document, read
from backend.entrance.connections import MOST, PER_SOURCE
from backend.entrance.doorway import SIGN_INS_A_MINUTE
from backend.ledger.schema import SCHEMA_VERSION
from backend.operations.scraping import networks_of
from backend.people.devices import Admission
from contract.roles import Role

PREFIX = "IOC_BACKEND_"
CONFIG = "config"
Lang = Literal["vi", "en"]


def _network(text: str) -> str:
    try:
        networks_of([text])
    except ValueError as error:
        raise ValueError("bad_network") from error
    return text


def _keep(text: str) -> str:
    try:
        keep_of(text)
    except ValueError as error:
        raise ValueError("bad_keep") from error
    return text


def _claimed_role(text: str) -> str:
    value, _, role = text.rpartition("=")
    if not value or role not in {str(one) for one in Role}:
        raise ValueError("bad_claimed_role")
    return text


File = Annotated[Path, Field(strict=False)]


class Configuration(BaseModel):
    """What whoever runs a server may decide. All have a default but the database."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)

    database: str | None = None
    """Where everything is: sqlite:///FILE or postgresql://USER@HOST/NAME. A password belongs into a file of its own."""
    database_password_file: File | None = None
    """A file of mode 0600 whose first line is the password of the database; without it libpq's own ways hold."""
    city: File = DEFAULT_CITY
    """The folder of the city pack, read at each start."""
    points: str = ""
    """The address of the VictoriaMetrics that keeps measured values; without one the database does."""
    host: str = "127.0.0.1"
    """The address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 0
    """The port to listen on; 0 takes a free one."""
    tls_certificate: File | None = None
    """A PEM file with the certificate that the server shows, and those up to its authority; with it and `tls_key` the
    server speaks https. Both are read anew when they change, and on SIGHUP."""
    tls_key: File | None = None
    """A PEM file of mode 0600 with the certificate's key, not under a password."""
    tls_least: Literal["1.2", "1.3"] = "1.2"
    """The oldest TLS that is spoken; 1.3 where every console and connector knows it."""
    allow_plain_http: bool = False
    """Whether an address that other machines reach may be served without TLS: passwords and all that the room sees can
    be read, and changed, on the way. Only behind a proxy on a network of its own."""
    trusted_proxies: list[Annotated[str, AfterValidator(_network)]] = []
    """Networks or addresses of proxies, such as 10.20.0.11: only their `X-Forwarded-For` tells where a request came
    from."""
    connections: Annotated[int, Field(ge=64, le=60000)] = MOST
    """So many connections in all. Where one too many comes, the oldest that has asked nothing goes."""
    connections_per_source: Annotated[int, Field(ge=16, le=60000)] = PER_SOURCE
    """So many of one address, unless it is a trusted proxy's."""
    sign_ins_a_minute: Annotated[int, Field(ge=2, le=100000)] = SIGN_INS_A_MINUTE
    """So many sign-ins of one address, half of them at once; beyond, the answer is 429 and no password is tried."""
    camera_base: str = "rtsp://127.0.0.1:8554"
    """Where cameras are that have a path in the pack and no address of their own."""
    camera_access: File | None = None
    """A JSON file of mode 0600: cameras' sign-ins and ONVIF addresses."""
    enrolment: Literal["at_sign_in", "by_code"] = "at_sign_in"
    """What lets a new device in: a good password at its first sign-in, or one with a code of an administrator's
    (`device code`)."""
    proof: Literal["required", "optional"] = "required"
    """Whether a sign-in has to prove the device's key; optional lets in consoles from before there were keys, whose
    tokens anybody can use who reads them."""
    oldest_schema: Annotated[int, Field(ge=1)] = SCHEMA_VERSION
    """Consoles older than this may still deliver what they saved, and read no more."""
    lang: Lang = "vi"
    """The language of sentences for people who look after the server."""
    log_format: Literal["json", "text"] | None = None
    """How the log on standard error is written; json where it is no terminal, else text."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """From which level on it is written; info has a line for each request."""
    drain_s: Annotated[float, Field(ge=0, le=300, strict=False)] = 0.0
    """For how many seconds a server that was asked to end goes on answering while /readyz says 503, so that its
    balancer notices; where nobody balances 0 is right."""
    finish_s: Annotated[float, Field(ge=0.1, le=300, strict=False)] = 5.0
    """How many seconds requests that have begun may take to finish then."""
    metrics_token_file: File | None = None
    """A file of mode 0600 whose first line is the token that Prometheus reads /metrics with."""
    metrics_networks: list[Annotated[str, AfterValidator(_network)]] = []
    """Networks such as 10.1.2.0/24 whose machines may read /metrics without a token, unless through a proxy."""
    disk_low_mib: Annotated[int, Field(ge=0)] = 2048
    """Below so much free space (MiB) /readyz warns."""
    disk_full_mib: Annotated[int, Field(ge=0)] = 200
    """Below so much (MiB) /readyz says 503."""
    disk_folders: list[str] = []
    """Folders whose disks are watched beside that of an embedded database."""
    replication_lag_s: Annotated[float, Field(ge=0, strict=False)] = 10.0
    """A standby further behind than this many seconds is told of."""
    audit_key_file: File | None = None
    """A file of mode 0600 with the key that signs where the audit stands (`audit key new FILE` makes one); best on a
    file system that whoever looks after the database cannot read."""
    syslog: str = ""
    """The log server that gets every line of the audit over TLS, as HOST:PORT (RFC 5425); none where it is empty."""
    syslog_ca_file: File | None = None
    """A file with the authorities that vouch for the log server's certificate; the system's own without it."""
    message_channels: File | None = None
    """A YAML file of mode 0600: by what messages go out of this server (mail, SMS, webhooks, warnings, files), and
    where agencies are reached; the same for all servers of a city. Without one nothing goes out."""
    password_letters: Annotated[int, Field(ge=12, le=64)] = 12
    """The fewest letters of a password that somebody chooses."""
    password_days: Annotated[int, Field(ge=0, le=3650)] = 0
    """After so many days a password has to be changed; 0: never."""
    oidc_issuer: str | None = None
    """The issuer of the city's identity provider (OpenID Connect), such as https://id.city.vn; without one there are
    passwords alone."""
    oidc_client_id: str = ""
    """What this centre is called there."""
    oidc_client_secret_file: File | None = None
    """A file of mode 0600 whose first line is the client's secret, where the provider asks for one."""
    oidc_role_claim: str = "roles"
    """The claim of the ID token that says what somebody is."""
    oidc_roles: list[Annotated[str, AfterValidator(_claimed_role)]] = []
    """Values of that claim with the role that each stands for, such as truc-ban=operator; the first that somebody has
    counts, and who has none does not come in. Whoever has one that stands for `wall` may bring up walls, by the code
    that these show; nobody comes in at a desk as one."""
    backup_folder: File | None = None
    """Where `backup` puts backups; best on another machine's disk."""
    backup_key_file: File | None = None
    """A file of mode 0600 with the key that backups are sealed with (`backup --new-key FILE` makes one)."""
    backup_keep: Annotated[str, AfterValidator(_keep)] = "daily=7,weekly=4,monthly=12"
    """Which backups stay: the newest of each of so many days, weeks and months that have one; `all` removes
    none."""

    evidence_key_file: File | None = None
    """A file of mode 0600 with the secret that evidence is sealed and receipts are signed with (`backup --new-key FILE`
    makes one); the same for all servers of a city. An embedded database has one beside it by itself."""
    evidence_still_days: Annotated[int, Field(ge=1, le=36500)] = 365
    """For so many days the server keeps the file of a still; what was registered of it stays for ever."""
    evidence_clip_days: Annotated[int, Field(ge=1, le=36500)] = 90
    """The same for clips."""

    @property
    def admission(self) -> Admission:
        """`enrolment` and `proof`, understood."""
        return Admission(by_code=self.enrolment == "by_code", proof_required=self.proof == "required")

    @property
    def keep(self) -> Keep | None:
        """`backup_keep`, understood; None where all stay."""
        return keep_of(self.backup_keep)


class ConfigurationError(RefusedError):
    """The configuration cannot be used; the text has a line for each fault: file, line, field, what is expected."""

    code = 2

    def __init__(self, problems: Iterable[Problem], lang: str) -> None:
        super().__init__("\n".join(problem.text(lang) for problem in problems))


def add_options(parser: argparse.ArgumentParser, *names: str) -> None:
    """Let a command line say `names` (a server's where none is given), and which file says the others."""
    parser.add_argument(
        "--config", type=Path, default=argparse.SUPPRESS, metavar="FILE",
        help="YAML with what is not said here; docs/reference/settings.md has every field",
    )  # fmt: skip
    for name in names or (name for name in Configuration.model_fields if not name.startswith("backup_")):
        field = Configuration.model_fields[name]
        choices = _choices(field)
        parser.add_argument(
            f"--{name.replace('_', '-')}", dest=name, default=argparse.SUPPRESS, choices=choices,
            metavar=None if choices else _metavar(field), help=" ".join((field.description or "").split()),
        )  # fmt: skip


def settled(options: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> Configuration:
    """What holds after file, environment and command line. Raises `ConfigurationError`."""
    said = vars(options)
    lang = str(said.get("lang") or environment.get(f"{PREFIX}LANG") or "vi")
    problems: list[Problem] = []
    path = said.get(CONFIG) or environment.get(f"{PREFIX}CONFIG")
    layers = [_file(Path(path), problems)] if path else []
    of_environment = {name: f"{PREFIX}{name.upper()}" for name in Configuration.model_fields}
    of_command_line = {name: f"--{name.replace('_', '-')}" for name in Configuration.model_fields}
    given = {of_command_line[name]: value for name, value in said.items() if name in of_command_line}
    layers.append(_texts(environment, of_environment, problems))
    layers.append(_texts(given, of_command_line, problems))
    if problems:
        raise ConfigurationError(problems, lang)
    merged: dict[str, Any] = {}
    for layer in layers:
        merged |= {name: getattr(layer, name) for name in layer.model_fields_set} if layer is not None else {}
    return Configuration.model_construct(**{**dict(Configuration()), **merged})


def _file(path: Path, problems: list[Problem]) -> Configuration | None:
    if not path.exists():
        problems.append(Problem("no_config", str(path)))
        return None
    try:
        whole = path.resolve()
        document = read(whole.parent, whole.name)
    except CityPackError as error:
        problems.extend(replace(one, file=str(path)) for one in error.problems)
        return None
    if document.data is None:
        return None
    found: Configuration | None = check(Document(str(path), document.data, document.lines), Configuration, problems)
    return found


def _texts(given: Mapping[str, Any], spelt: Mapping[str, str], problems: list[Problem]) -> Configuration | None:
    """A layer whose values are texts: those of numbers and lists are read as the file's would be. `spelt` is what each
    field is called there, which stands for the file in a fault."""
    data: dict[str, Any] = {}
    for name, field in Configuration.model_fields.items():
        text = given.get(spelt[name])
        if isinstance(text, str):
            data[name] = _read(text, field)
    faults: list[Problem] = []
    found: Configuration | None = check(Document("", data, {}), Configuration, faults)
    problems += [replace(one, file=spelt[one.field.partition("[")[0]], line=0, field="") for one in faults]
    return found


def _read(text: str, field: FieldInfo) -> Any:
    if field.annotation is not None and getattr(field.annotation, "__origin__", None) is list:
        return [part.strip() for part in text.split(",") if part.strip()]
    if field.annotation in (int, float, bool):
        try:
            return yaml.safe_load(text)
        except (yaml.YAMLError, ValueError):
            return text
    return text


def _choices(field: FieldInfo) -> tuple[str, ...] | None:
    literals = [field.annotation, *get_args(field.annotation)]
    found = [one for one in literals if getattr(one, "__origin__", None) is Literal]
    return get_args(found[0]) if found else None


def _metavar(field: FieldInfo) -> str:
    for kind, name in ((int, "N"), (float, "S")):
        if field.annotation is kind:
            return name
    if field.annotation is not None and getattr(field.annotation, "__origin__", None) is list:
        return "A,B"
    return "PATH" if "Path" in str(field.annotation) else "TEXT"
