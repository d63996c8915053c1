"""Journey: a layout is built by keys, survives a kill, is saved for all desks, and a save that is late is told."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.city import city
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
KEPT_S = 1.0
"""An edit is on the disk after this long at the latest."""
NAME = "Bão số 9"
BRIDGE, TUNNEL = "cam-02", "cam-04"


def editor(state: dict[str, Any]) -> dict[str, Any]:
    """What the editor shows; empty while it is closed."""
    return state.get("layout_editor") or {}


def keys(desk: Driver, *pressed: str) -> None:
    """Press these, one after the other."""
    for one in pressed:
        assert desk.do("press", keys=one), one


def open_by_keys(desk: Driver, name: str, *, is_there: bool = False) -> dict[str, Any]:
    """Open the editor by its key, where a new start has not opened it again, and choose a layout in the list."""
    if not is_there:
        keys(desk, "Ctrl+E")
    state = desk.until(lambda s: name in [row[1] for row in editor(s).get("rows", ())], 30, f"{name} in the list")
    place = [row[1] for row in editor(state)["rows"]].index(name)
    keys(desk, "Home", *["Down"] * place, "Return")
    return editor(desk.until(lambda s: editor(s).get("name") == name, 20, f"the editor of {name}"))


def places(said: dict[str, Any]) -> list[tuple[str, int, int, int, int]]:
    """Every tile with its place."""
    return [(str(one.get("camera")), one["row"], one["col"], one["rows"], one["cols"]) for one in said["tiles"]]


def build(desk: Driver) -> list[tuple[str, int, int, int, int]]:
    """A new layout with two cameras, by keys alone; where they are."""
    keys(desk, "Ctrl+E")
    desk.until(lambda s: editor(s).get("rows"), 30, "the list of layouts")
    keys(desk, "Ins")
    desk.until(lambda s: editor(s).get("grid") == [3, 3], 20, "a new layout")
    assert desk.do("type-text", text=NAME)
    keys(desk, "Return", "/")
    assert desk.do("type-text", text="ham chui")
    keys(desk, "Return", "Esc", "Shift+Right", "Shift+Down")
    keys(desk, "/")
    assert desk.do("type-text", text="cau ben da")
    keys(desk, "Return", "Esc", "Down", "Ctrl+Z", "Ctrl+Y", "Shift+Down")
    wanted = [(TUNNEL, 0, 0, 2, 2), (BRIDGE, 1, 2, 2, 1)]
    state = desk.until(lambda s: places(editor(s)) == wanted, 20, "two cameras")
    assert editor(state)["name"] == NAME
    return wanted


def test_a_layout_is_built_by_keys_and_goes_to_all_desks(tmp_path: Path) -> None:
    """Hà builds it, her desk dies, she goes on from the draft; Tuấn changes it; Hà's next save is told as late."""
    with city(cameras=False) as town:
        url = ("--backend", town.url)
        with Driver(tmp_path / "ha", *url, sign_in=("ha.le", town.password)) as ha:
            ha.until(lambda s: len(s["rows"]) > 10, 30, "a queue")
            built = build(ha)
            time.sleep(KEPT_S)
            ha.kill()
        with (
            Driver(tmp_path / "ha", *url) as ha,
            Driver(tmp_path / "tuan", *url, sign_in=("tuan.pham", town.password)) as tuan,
        ):
            ha.until(lambda s: len(s["rows"]) > 10, 30, "the queue")
            assert places(open_by_keys(ha, NAME, is_there=True)) == built, "open again, as it was left"
            keys(ha, "Ctrl+S")
            ha.until(lambda s: editor(s)["base"] > 0 and not s["outbox"]["waiting"], 30, "saved for all")

            assert places(open_by_keys(tuan, NAME)) == built, "another desk sees it"
            keys(tuan, "Tab", "Delete", "Ctrl+S")
            tuan.until(lambda s: editor(s)["base"] > 1 and not s["outbox"]["waiting"], 30, "Tuấn's version")

            keys(ha, "PgDown", "Ctrl+Shift+N", "Ctrl+S")
            late = ha.until(lambda s: editor(s)["choices"] and "Tuấn" in editor(s)["said"], 30, "who was first is told")
            assert editor(late)["screens"] == 2, "what she did is still there"
            ha.do("save-layout", choice="both")
            ha.until(lambda s: editor(s)["base"] > 0 and not s["outbox"]["rows"], 30, "both are kept")
            keys(ha, "Ctrl+L")
            rows = ha.until(lambda s: len(editor(s).get("rows", ())) > 2, 10, "the list")["layout_editor"]["rows"]
            assert len([row for row in rows if row[1].startswith(NAME)]) == 2


def test_layouts_wait_through_an_outage_and_go_through_files(tmp_path: Path) -> None:
    """Two saves while the server is away are one when it comes back; versions open; files go out and come in."""
    with (
        city(cameras=False) as town,
        Driver(tmp_path / "ha", "--backend", town.url, sign_in=("ha.le", town.password)) as ha,
    ):
        ha.until(lambda s: len(s["rows"]) > 10, 30, "a queue")
        begun = places(open_by_keys(ha, "Hai màn hình"))
        town.kill_backend()
        keys(ha, "Tab", "Delete", "Ctrl+S")
        ha.until(lambda s: s["outbox"]["waiting"] == 1, 20, "the save waits here")
        keys(ha, "Tab", "Delete", "Ctrl+S")
        state = ha.until(lambda s: editor(s)["undo"] == 2 and s["outbox"]["waiting"] == 1, 20, "one save, not two")
        left = places(editor(state))
        assert len(left) == len(begun) - 2
        town.start_backend()
        ha.until(lambda s: editor(s)["base"] == 2 and not s["outbox"]["waiting"], 60, "settled as one version")

        out = tmp_path / "hai.yaml"
        assert ha.do("export-layout", path=str(out)) == {"path": str(out)}
        keys(ha, "Ctrl+L")
        ha.until(lambda s: len(editor(s).get("versions", ())) == 2, 30, "both versions")
        keys(ha, "Tab", "Down", "Return")
        state = ha.until(lambda s: places(editor(s)) == begun if editor(s).get("tiles") else False, 20, "version 1")
        keys(ha, "Ctrl+Z")
        ha.until(lambda s: places(editor(s)) == left, 10, "and back")

        text = out.read_text(encoding="utf-8")
        out.write_text(text.replace("name: Hai màn hình", "name: Từ tệp"), encoding="utf-8")
        assert ha.do("import-layout", path=str(out))["layout"] not in ("two", "")
        state = ha.until(lambda s: editor(s).get("name") == "Từ tệp", 10, "the layout of the file")
        assert places(editor(state)) == left
        out.write_text(text.replace("rows: 3", "rows: 999", 1), encoding="utf-8")
        with pytest.raises(RefusedError) as refused:
            ha.do("import-layout", path=str(out))
        assert refused.value.code == "layout_most"
        assert "hai.yaml" in str(refused.value)
        assert "999" in str(refused.value)
