"""A browser as far as forms go: it follows links, fills in what a page asks for and sends it as a browser does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import requests

TIMEOUT_S = 40


@dataclass
class Form:
    """One form of a page, with what stands in it already."""

    action: str
    is_multipart: bool = False
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Forms, links and words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.labelled: set[str] = set()
        self.asked: list[dict[str, str]] = []
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told["action"], told.get("enctype") == "multipart/form-data"))
        elif tag == "a":
            self.links.append(told["href"])
        elif tag == "label":
            self.labelled.add(told.get("for", ""))
        elif tag in {"input", "textarea", "select"}:
            self.asked.append(told | {"tag": tag})
            if told.get("type") not in {"file", "radio", "checkbox"}:
                self.forms[-1].fields[told["name"]] = told.get("value", "")
            self._area = told["name"] if tag == "textarea" else ""

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data
        elif data.strip():
            self.words.append(data.strip())


class Page:
    """An answer, read."""

    def __init__(self, answer: requests.Response) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.html = answer.text
        self._read = _Reader()
        self._read.feed(answer.text)

    @property
    def words(self) -> str:
        """All that is to be read, in one line."""
        return " ".join(self._read.words)

    @property
    def links(self) -> list[str]:
        """Where it leads."""
        return self._read.links

    @property
    def unlabelled(self) -> list[str]:
        """What is asked for and no label says what it is."""
        return [
            one.get("name", "")
            for one in self._read.asked
            if one.get("type") not in {"hidden", "radio", "checkbox"} and one.get("id") not in self._read.labelled
        ]

    def form(self, ending: str) -> Form:
        """The form that is sent to an address with this end. Raises `LookupError`."""
        found = [one for one in self._read.forms if one.action.endswith(ending)]
        if not found:
            raise LookupError(f"{ending} among {self.steps}")
        return found[0]

    @property
    def steps(self) -> set[str]:
        """Where its forms are sent to, by the end of the address."""
        return {one.action.rpartition("/")[2] for one in self._read.forms} - {"ra"}


class Browser:
    """One, with its cookies."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.http.trust_env = False

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_told: object) -> None:
        self.http.close()

    def open(self, path: str, **options: object) -> Page:
        """The page at an address, wherever that leads."""
        return Page(self.http.get(self.url + path, timeout=TIMEOUT_S, **options))  # type: ignore[arg-type]

    def send(
        self, form: Form, files: Mapping[str, tuple[str, bytes, str]] | None = None,
        headers: Mapping[str, str] | None = None, **filled: str,
    ) -> Page:  # fmt: skip
        """Send a form with these fields filled in."""
        told = {"Origin": self.url, "Sec-Fetch-Site": "same-origin"} | dict(headers or {})
        fields = form.fields | filled
        if form.is_multipart:
            parts: dict[str, object] = {name: (None, value) for name, value in fields.items()}
            sent = dict(files or {"picture": ("", b"", "application/octet-stream")})
            body: dict[str, object] = {"files": parts | sent}
        else:
            body = {"data": fields}
        return Page(self.http.post(self.url + form.action, headers=told, timeout=TIMEOUT_S, **body))  # type: ignore[arg-type]

    def sign_in(self, user: str, password: str) -> Page:
        """Come in."""
        return self.send(self.open("/co-quan/").form("/vao"), user=user, password=password)
