"""What a server is told by its file, its environment and its command line, and what is said of a mistake."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from backend.city.loading import DEFAULT_CITY
from backend.ledger.databases import RefusedError
from backend.program.configuration import Configuration, ConfigurationError, add_options, settled
from backend.program.database import address_of


def _said(*arguments: str, **environment: str) -> Configuration:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return settled(parser.parse_args(list(arguments)), {f"IOC_BACKEND_{key}": one for key, one in environment.items()})


def _file(folder: Path, text: str) -> Path:
    path = folder / "backend.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_word_everything_has_its_default() -> None:
    assert _said() == Configuration()


def test_the_command_line_wins_over_the_environment_over_the_file(tmp_path: Path) -> None:
    file = _file(tmp_path, "port: 1\nhost: 10.0.0.1\nlog_level: info\ndrain_s: 3\nmetrics_networks: [10.0.0.0/8]\n")
    said = _said("--config", str(file), "--port", "0", HOST="10.0.0.2", PORT="2", DISK_FOLDERS="/srv/a, /srv/b")
    assert (said.port, said.host, said.log_level, said.drain_s) == (0, "10.0.0.2", "info", 3.0), (
        "a default may be meant"
    )
    assert said.metrics_networks == ["10.0.0.0/8"]
    assert said.disk_folders == ["/srv/a", "/srv/b"]
    assert said.city == DEFAULT_CITY
    assert _said(CONFIG=str(file)).port == 1, "which file it is may be told by the environment too"


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert _said("--config", str(_file(tmp_path, "# later\n"))) == Configuration()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("port: 8700\nprot: 1\n", "backend.yaml, line 2, field prot: there is no field “prot”; did you mean “port”?"),
        ("\nport: 65536\n", "line 2, field port: the value “65536” is not valid; it must be 65535 at most"),
        ('port: "8700"\n', "line 1, field port: must be a whole number"),
        ("lang: de\n", "field lang: the value “de” is not valid; allowed are 'vi' or 'en'"),
        ("metrics_networks:\n- 10.0.0.0/8\n- 10.0.0.0/33\n", "line 3, field metrics_networks[2]: “10.0.0.0/33” is no"),
        ("backup_keep: yearly=1\n", "line 1, field backup_keep: “yearly=1” cannot be read; write it like daily=7"),
        ("port: 1\n port: 2\n", "line 2"),
        ("- port\n", "must be a group of fields"),
    ],
)
def test_a_mistake_in_the_file_is_told_by_line_field_and_what_is_expected(
    tmp_path: Path, text: str, words: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        _said("--lang", "en", "--config", str(_file(tmp_path, text)))
    assert words in str(refused.value)
    assert str(tmp_path / "backend.yaml") in str(refused.value)
    assert refused.value.code == 2


def test_a_mistake_elsewhere_is_told_by_the_name_that_it_has_there() -> None:
    with pytest.raises(ConfigurationError, match=r"^IOC_BACKEND_PORT: must be a whole number, but is “x”.$"):
        _said(PORT="x", LANG="en")
    with pytest.raises(ConfigurationError, match=r"^--disk-low-mib: the value “-1” is not valid; it must be 0 or more"):
        _said("--disk-low-mib=-1", "--lang", "en")


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(ConfigurationError, match="there is no such file of configuration"):
        _said("--config", "/is/not/there.yaml", "--lang", "en")


def test_the_password_of_the_database_comes_from_a_file_that_others_cannot_read(tmp_path: Path) -> None:
    word = tmp_path / "word"
    word.write_text("mật/khẩu\n", encoding="utf-8")
    word.chmod(0o600)
    told = ("--database", "postgresql://ioc@db/ioc", "--database-password-file", str(word), "--lang", "en")
    assert address_of(_said(*told)) == "postgresql://ioc:m%E1%BA%ADt%2Fkh%E1%BA%A9u@db/ioc"
    word.chmod(0o644)
    with pytest.raises(RefusedError, match=r"Others can read the secret file .*mode 0644.*chmod 600"):
        address_of(_said(*told))
    word.chmod(0o600)
    word.write_text("\n")
    with pytest.raises(RefusedError, match="is empty"):
        address_of(_said(*told))
    word.unlink()
    with pytest.raises(RefusedError, match="cannot be read"):
        address_of(_said(*told))


def test_a_command_needs_a_database() -> None:
    with pytest.raises(ConfigurationError, match="--database: the required field “database” is missing"):
        address_of(_said("--lang", "en"))


def test_every_field_has_its_sentence() -> None:
    assert [name for name, field in Configuration.model_fields.items() if not field.description] == []
