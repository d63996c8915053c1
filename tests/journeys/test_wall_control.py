"""The wall led from the desk, in sentences: desks and a node at one backend. What is tried out changes nothing, what is
sent is on the wall, what was can come back, and of two who want the same both are told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
WALL, NODE, SCREEN = "phong-truc", "trai", "t1"
FIRST, OFFICER = "ha.le", "an.nguyen"
NIGHT = "truc-dem"


def _wall(desk: Driver, test: Callable[[dict[str, Any]], bool], what: str, timeout_s: float = 30) -> dict[str, Any]:
    found: dict[str, Any] = desk.until(lambda s: bool(s.get("wall")) and test(s["wall"]), timeout_s, what)["wall"]
    return found


def _wish(wall: dict[str, Any], screen: str = SCREEN) -> Any:
    return wall["desired"].get(screen, {})


def _desk(folder: Path, town: City, person: str, url: str) -> Driver:
    return Driver(folder / person, "--backend", url, sign_in=(person, town.password))


def _ready(desk: Driver) -> None:
    desk.until(lambda s: bool(s.get("wall")) and s["links"]["orders"]["state"] == "live", 40, "a wall, and a live link")


def _press(desk: Driver, *keys: str) -> None:
    for key in keys:
        assert desk.do("press", keys=key), key


def test_by_keys_alone_what_is_tried_out_changes_nothing_and_what_is_sent_is_on_the_wall(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with ExitStack() as stack:
        town = stack.enter_context(City(tmp_path / "city", cameras=False))
        token = tmp_path / "token"
        token.write_text(town.wall_token(WALL, WALL, NODE), encoding="utf-8")
        token.chmod(0o600)
        options = ("--backend", town.url, "--wall", WALL, "--node", NODE, "--token-file", str(token))
        node = stack.enter_context(Driver(tmp_path / NODE, *options))
        desk = stack.enter_context(_desk(tmp_path, town, FIRST, town.url))
        _ready(desk)
        _press(desk, "Ctrl+W")
        before = _wall(desk, lambda w: w["open"] and SCREEN in w["stills"], "the node's own still in the miniature")
        assert before["lease"] is None
        assert "not_heard" not in before["differences"][SCREEN]
        assert before["differences"]["p1"] == ["not_heard"], "the other node is not running, and that is told"
        assert before["ages"]["tiles"] >= before["ages"]["not_live"] > 0, "no camera of this city answers"
        _press(desk, "T")
        _wall(desk, lambda w: (w["lease"] or {}).get("holder_id") == FIRST, "the wall is ours")

        _press(desk, "2", "Down", "Return")
        tried = _wall(desk, lambda w: bool(w["dry"]), "the night's preset is tried out")
        assert tried["dry"]["screens"][SCREEN]["layout"] == NIGHT
        assert tried["desired"] == before["desired"]
        assert tried["revision"] == before["revision"], "what is tried out stays on this desk"
        _press(desk, "Esc")
        _wall(desk, lambda w: w["dry"] is None and w["open"], "left, and still in wall control")
        _press(desk, "Return", "Return")
        sent = _wall(desk, lambda w: w["revision"] > before["revision"], "the server has it")
        assert _wish(sent) == {"layout": NIGHT, "index": 0}
        node.until(lambda s: _shows(s, SCREEN, sent["revision"]), 20, "the node shows it")
        _wall(desk, lambda w: "not_applied" not in w["differences"][SCREEN], "and says so")

        _press(desk, "B", "Return")
        _wall(desk, lambda w: _wish(w).get("blank") is True, "black is wished")
        _press(desk, "Shift+Right", "Return")
        swapped = _wall(
            desk, lambda w: _wish(w, "t2").get("blank") is True and not w["pending"], "both have changed places"
        )
        assert not _wish(swapped).get("blank")
        desk.do("roll-back-wall", to=sent["revision"])
        back = _wall(desk, lambda w: _wish(w) == _wish(before) and not w["pending"], "as before the first push")
        assert back["revision"] > swapped["revision"], "rolling back is a change of its own"
        _press(desk, "R")
        _wall(desk, lambda w: w["lease"] is None, "free again")

        _what_is_kept(desk)
        _what_was_on_the_wall(desk)

        town.kill_backend()
        _press(desk, "Ctrl+W")
        lost = _wall(desk, lambda w: bool(w["trouble"]), "it is said that nobody can tell what the wall shows", 40)
        assert _wish(lost) == _wish(before), "the wish is still here"


def _what_is_kept(desk: Driver) -> None:
    seen = desk.state()["wall"]
    assert (seen["open"], seen["lease"]) == (True, None), "what is kept is not shown: nobody has to lead the wall"
    _press(desk, "S")
    desk.until(lambda s: s["overlay"] == "save-wall-preset", 10, "a name is asked for")
    _press(desk, "Return")
    assert desk.state()["overlay"] == "save-wall-preset", "nothing is kept without a name"
    assert desk.do("type-text", text="Đêm thử")
    _press(desk, "Esc", "S")
    desk.until(lambda s: s["overlay"] == "save-wall-preset", 10, "asked again, and what was typed is still there")
    _press(desk, "Return")
    kept = _wall(desk, lambda w: w["presets"].get("dem-thu") == "Đêm thử" and not w["pending"], "the server has it")
    assert (kept["open"], kept["mode"], kept["revision"]) == (True, "show", seen["revision"])
    assert kept["lease"] is None
    with pytest.raises(RefusedError) as refused:
        desk.do("remove-wall-preset", preset="ngap-lut")
    assert refused.value.code == "preset_in_plan"
    assert kept["row"] == "preset:dem-thu", "what was kept is chosen: Enter would try it out"
    said = desk.state()["wall"]["said"]
    _press(desk, "Delete")
    asked = _wall(desk, lambda w: w["said"] != said, "it is asked whether that is meant")
    assert "dem-thu" in asked["presets"]
    _press(desk, "Delete")
    gone = _wall(desk, lambda w: "dem-thu" not in w["presets"] and not w["pending"], "gone")
    assert "ngap-lut" in gone["presets"]
    _press(desk, "1")


def _what_was_on_the_wall(desk: Driver) -> None:
    _press(desk, "V")
    seen = desk.until(lambda s: len(s["recorder"]["rows"]) > 1, 10, "what was on the wall")["recorder"]
    rows = seen["rows"]
    assert {SCREEN, "t2"} & {row["screen"] for row in rows}
    keys = [row["key"] for row in rows]
    pictured = next(row for row in rows[keys.index(seen["key"]) :] if row["still"])
    for _step in range(len(keys)):
        if desk.state()["recorder"]["key"] != pictured["key"]:
            _press(desk, "Down")
    desk.until(lambda s: s["recorder"]["still"] == pictured["still"], 20, "the picture of that time")
    newest = _newest(desk.state())
    desk.do("push-to-wall", screen=SCREEN, layout=NIGHT, index=0)
    late = desk.until(lambda s: _newest(s) > newest, 20, "what came to the wall while it is open")
    assert late["recorder"]["key"] == pictured["key"], "and the row that somebody looks at stays"
    desk.do("roll-back-wall", to=late["wall"]["revision"])
    _wall(desk, lambda w: _wish(w)["layout"] != NIGHT and not w["pending"], "as it was")
    desk.do("release-wall")
    _press(desk, "Esc")
    desk.do("show-wall-recorder", text="Cầu Bến Đá")
    desk.until(lambda s: _all_show(s["recorder"], "cam-02"), 20, "only what showed this camera")
    _press(desk, "Esc")
    desk.do("show-wall-recorder", text="Cống Rạch Lá")
    # It belongs to the screen that has no monitor, and was seen only while that was swapped with the other.
    desk.until(
        lambda s: all("cam-06" in row["refs"] and row["screen"] == SCREEN for row in s["recorder"]["rows"]),
        20,
        "what was on a screen without a monitor was never seen",
    )
    _press(desk, "Esc")


def _newest(state: dict[str, Any]) -> str:
    """When the newest thing began that this screen showed."""
    return max((row["from"] for row in state["recorder"]["rows"] if row["screen"] == SCREEN), default="")


def _all_show(recorder: dict[str, Any], camera: str) -> bool:
    return bool(recorder["rows"]) and all(camera in row["refs"] for row in recorder["rows"])


def _shows(state: dict[str, Any], screen: str, revision: int) -> bool:
    return any(one["id"] == screen and one["wish_revision"] >= revision for one in state["screens"])


def test_of_two_who_want_the_same_both_are_told(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with ExitStack() as stack:
        town = stack.enter_context(City(tmp_path / "city", cameras=False))
        proxy = stack.enter_context(FaultProxy(("127.0.0.1", town.port)))
        one = stack.enter_context(_desk(tmp_path, town, FIRST, f"http://127.0.0.1:{proxy.port}"))
        officer = stack.enter_context(_desk(tmp_path, town, OFFICER, town.url))
        for desk in (one, officer):
            _ready(desk)
        one.do("take-wall", minutes=10)
        _wall(officer, lambda w: (w["lease"] or {}).get("holder_id") == FIRST, "everybody sees who leads")
        with pytest.raises(RefusedError) as refused:
            officer.do("push-to-wall", screen=SCREEN, layout=NIGHT, index=0)
        assert refused.value.code == "wall_held"

        officer.do("take-over-wall", minutes=5)
        _wall(one, lambda w: "Nguyễn Hữu An" in w["said"], "the one who led is told who took over")
        with pytest.raises(RefusedError) as refused:
            one.do("take-over-wall")
        assert refused.value.code == "duty_officer_only"
        _wall(officer, lambda w: (w["lease"] or {}).get("holder_id") == OFFICER, "and the one who leads now knows it")
        officer.do("release-wall")
        seen = _wall(one, lambda w: w["lease"] is None, "free again")

        proxy.mode = "refuse"
        proxy.cut()
        officer.do("push-to-wall", screen=SCREEN, layout="truc-ngap-lut", index=0)
        stands = _wall(officer, lambda w: w["revision"] > seen["revision"], "the officer's is on the wall")
        _wall(officer, lambda w: (w["lease"] or {}).get("holder_id") == OFFICER, "a push takes a free wall")
        officer.do("release-wall")
        _wall(officer, lambda w: w["lease"] is None, "and the wall is free")
        one.do("push-to-wall", screen=SCREEN, layout=NIGHT, index=0)
        assert _wish(_wall(one, lambda w: w["pending"] != [], "waiting"))["layout"] == NIGHT, "shown as on its way"
        proxy.mode = "clear"
        lost = _wall(one, lambda w: "Nguyễn Hữu An" in w["said"], "the loser is told who was first")
        won = _wall(officer, lambda w: "Lê Thu Hà" in w["said"], "the winner is told who came second")
        assert lost["said"] != won["said"]
        for desk in (one, officer):
            settled = _wall(desk, lambda w: not w["pending"] and w["revision"] >= stands["revision"], "settled")
            assert _wish(settled) == {"layout": "truc-ngap-lut", "index": 0}, "one state, and it is the first one's"
        _of_two_who_keep_the_same(one, officer, proxy)


def _of_two_who_keep_the_same(one: Driver, officer: Driver, proxy: FaultProxy) -> None:
    proxy.mode = "refuse"
    proxy.cut()
    kept = officer.state()["wall"]["desired"]
    officer.do("save-wall-preset", name="Họp giao ban", screens=["t2"])
    _wall(officer, lambda w: "hop-giao-ban" in w["presets"] and not w["pending"], "the officer has kept it")
    one.do("save-wall-preset", name="Họp giao ban", screens=[SCREEN])
    _wall(one, lambda w: "wall_preset_save" in w["pending"] and "hop-giao-ban" in w["presets"], "here at once")
    proxy.mode = "clear"
    _wall(one, lambda w: "Họp giao ban" in w["said"] and "Nguyễn Hữu An" in w["said"], "who came second is told")
    _wall(officer, lambda w: "Họp giao ban" in w["said"] and "Lê Thu Hà" in w["said"], "and who was first")
    settled = _wall(one, lambda w: not w["pending"], "settled")
    assert settled["desired"] == kept, "and nothing of it was ever shown"

    assert not officer.state()["wall"]["open"]
    officer.do("save-wall-preset")
    officer.until(lambda s: s["overlay"] == "save-wall-preset" and s["wall"]["open"], 10, "asked over wall control")
    assert officer.do("type-text", text="họp GIAO ban")
    _press(officer, "Return")
    over = _wall(officer, lambda w: w["presets"].get("hop-giao-ban") == "họp GIAO ban" and not w["pending"], "over it")
    assert len(over["presets"]) == len(settled["presets"]), "however it is written, it is the same name"
