"""`python -m backend cameras`: the city's cameras over RTSP."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import platformdirs

from backend.base.end_with_parent import end_with_parent
from backend.base.messages import reason_of, say
from backend.base.stopping import Stopping
from backend.city import loading
from backend.city.pack import CityPack
from backend.city.problems import CityPackError
from backend.demo.cameras import clips, drawing, serving, studio
from backend.demo.cameras.scenes import Sight


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to the backend's command line."""
    parser = subparsers.add_parser("cameras")
    parser.add_argument("--city", type=Path, default=loading.DEFAULT_CITY, metavar="DIR")
    parser.add_argument("--port", type=int, default=8554)
    parser.add_argument("--video", type=Path, metavar="PATH", help="own footage instead of drawn clips")
    parser.add_argument(
        "--cache", type=Path, metavar="DIR", default=Path(platformdirs.user_cache_dir("ioc-console")) / "clips",
        help="where drawn clips are kept",
    )  # fmt: skip
    parser.add_argument("--only", type=int, metavar="N", help="serve the first N cameras alone")
    parser.add_argument(
        "--first", type=int, metavar="N",
        help="serve as soon as N clips are drawn; the others play a card that says so until they are. Default: all",
    )  # fmt: skip
    parser.add_argument("--draw", action="store_true", help="draw what is not drawn yet, and serve nothing")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until told to end; 0 at a regular end, 1 where it cannot serve."""
    end_with_parent()
    try:
        with Stopping(at_once=True) as stopping:
            return _serve(options, stopping)
    except SystemExit:
        return 0


def _serve(options: argparse.Namespace, stopping: Stopping) -> int:
    lang: str = getattr(options, "lang", "vi")
    try:
        pack = loading.load(options.city)
        os.environ["TZ"] = zone_text(pack)  # cameras show the time of their city, wherever this machine says it is
        sights = sights_of(pack)[: options.only]
        if getattr(options, "draw", False):
            clips.drawn(sights, options.cache, studio.tell_progress)
            return 0
        own = clips.footage(options.video, options.cache) if options.video is not None else None
        at_work = studio.Studio(sights, options.cache, lang, own)
        return at_work.run(stopping, options.port, getattr(options, "first", None))
    except CityPackError as error:
        return _fail(error.text(lang))
    except clips.FootageError as error:
        return _fail(say(lang, "no_footage", file=error))
    except (drawing.DrawingError, OSError) as error:
        reason = reason_of(error, lang) if isinstance(error, OSError) else say(lang, "drawers_died")
        return _fail(say(lang, "no_clips", folder=options.cache, reason=reason))
    except serving.CameraServerError as error:
        return _fail(say(lang, f"cameras_{error.code}", detail=error.detail))


def zone_text(pack: CityPack) -> str:
    """The city's zone as `TZ` takes it on a machine that may know no zones: `<+07>-7`. Viet Nam has no summer time."""
    minutes = int((pack.zone.utcoffset(datetime.now(UTC)) or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign, turned = ("+", "-") if minutes >= 0 else ("-", "+")
    return f"<{sign}{hours:02d}>{turned}{hours}:{rest:02d}"


def sights_of(pack: CityPack) -> list[Sight]:
    """What is drawn for the cameras of a pack; one with an address of its own has its pictures from there."""
    told = {one.id: one for one in pack.demo.cameras}
    found = []
    for camera in pack.cameras:
        if camera.path is None:
            continue
        hints = told[camera.id].model_dump(exclude={"id"}) if camera.id in told else {}
        found.append(Sight(camera.path, camera.name, **hints))
    return found


def _fail(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 1
