"""How one run of the console is set up: its options, its data folder, its settings, and a demo city of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from console.base.settings import Settings, load_settings
from console.demo import Demo
from console.layouts.layout import load_layout
from views.program.command_line import Options
from views.program.launch import data_dir_of, make_folder
from views.program.remembered_theme import remembered_language


@dataclass(frozen=True)
class Setup:
    """What is known before anything of a session is opened."""

    options: Options
    data_dir: Path
    settings: Settings
    demo: Demo | None


def set_up(options: Options) -> Setup:
    """Make the data folder, let the demo city begin, and read what is to be read. Raises `IocError`, `OSError`."""
    data_dir = data_dir_of(options)
    make_folder(data_dir)
    demo = _demo(options, data_dir) if options.demo else None
    settings = _settings(options, data_dir, demo)
    if options.layout is not None:
        load_layout(options.layout)  # a wall that cannot be shown is refused before there is one
    return Setup(options, data_dir, settings, demo)


def _demo(options: Options, data_dir: Path) -> Demo:
    """The demo city, started before anything else so that it gets ready while the window is built."""
    demo = Demo(
        data_dir / "city",
        city=options.city,
        video=options.video,
        seed=options.seed,
        speed=options.speed,
        wall=options.wall,
        language=options.lang or remembered_language(data_dir),
    )
    demo.launch()
    return demo


def _settings(options: Options, data_dir: Path, demo: Demo | None) -> Settings:
    settings = load_settings(options.settings or data_dir / "settings.toml")
    url = demo.url if demo is not None else options.backend
    changes: dict[str, object] = {"backend_url": url} if url else {}
    if options.calls_port is not None:
        changes["calls_port"] = options.calls_port
    if demo is not None or options.wall is not None:
        changes["credentials"] = "file"  # a wall has no desktop session to keep a keyring open, a demo needs none
    if options.wall is not None:
        changes["calls_port"] = 0  # nor answers the telephone
        changes["replay_seconds"] = 0  # nobody sits there to look at anything again; a minute of 64 cameras is 200 MB
    return settings.model_copy(update=changes)
