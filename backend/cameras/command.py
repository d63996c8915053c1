"""`python -m backend cameras`: the city's cameras over RTSP."""

from __future__ import annotations

import argparse
import ctypes
import json
import signal
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any

import platformdirs

from backend.cameras import clips, serving
from backend.cameras.scenes import Sight
from backend.city import pack
from backend.city.problems import CityPackError

_WORDS = MappingProxyType(
    {
        "missing_packages": "thiếu gói hệ thống, hãy chạy: apt-get install {detail}",
        "port_in_use": "cổng {detail} đang có chương trình khác dùng",
        "ended": "máy chủ camera dừng ngay khi khởi động",
    }
)


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to the backend's command line."""
    parser = subparsers.add_parser("cameras", help="phát camera của thành phố qua RTSP")
    parser.add_argument("--city", type=Path, default=pack.DEFAULT_CITY)
    parser.add_argument("--port", type=int, default=8554)
    parser.add_argument("--video", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(platformdirs.user_cache_dir("ioc-console")) / "clips")
    parser.add_argument("--only", type=int)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to end; 0 at a regular end, 1 where it cannot serve."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    signal.signal(signal.SIGTERM, _end)
    try:
        cameras = pack.load(arguments.city).cameras[: arguments.only]
        sights = [Sight(one.path, one.name, one.scene, one.light, one.weather) for one in cameras]
        server = serving.CameraServer(_mounts(sights, arguments.video, arguments.cache), arguments.port)
    except CityPackError as error:
        return _fail(str(error))
    except clips.FootageError as error:
        return _fail(f"không mở được video: {error}")
    except serving.CameraServerError as error:
        return _fail(_WORDS.get(error.code, error.code).format(detail=error.detail))
    try:
        _say({"ready": True, "base": server.base, "cameras": len(sights)}, sys.stdout)
        return server.wait()
    except (SystemExit, KeyboardInterrupt):
        return 0
    finally:
        server.stop()


def _mounts(sights: list[Sight], video: Path | None, cache: Path) -> dict[str, Path]:
    if video is not None:
        own = clips.footage(video, cache)
        bases = {sight.path: own for sight in sights}
    else:
        bases = clips.drawn(sights, cache, _progress)
    mounts: dict[str, Path] = {}
    for path, base in bases.items():
        mounts |= serving.mounts_of(path, base)
    return mounts


def _progress(done: int, of: int) -> None:
    _say({"progress": f"drawing clip {done}/{of}"}, sys.stderr)


def _say(what: dict[str, Any], where: Any) -> None:
    where.write(json.dumps(what) + "\n")
    where.flush()


def _fail(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 1


def _end(*_args: object) -> None:
    raise SystemExit(0)
