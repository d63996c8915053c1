"""What a node has to show: screens on monitors by name and place, and the last good one where a wish is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from console.records.models import Layout
from console.records.wall import Wall
from console.walls.node import LastGood, Monitor, find_monitor, node_of, resolve, seen_so_far, spares

LEFT, RIGHT = Monitor("HDMI-1", 0, 0), Monitor("DP-2", 1920, 0)
BODY: dict[str, Any] = {
    "screens": [
        {"rows": 1, "cols": 1, "tiles": [{"type": "text", "row": 0, "col": 0, "text": name}]} for name in ("một", "hai")
    ]
}


def _wall(desired: dict[str, Any], **more: Any) -> Wall:
    screens = [{"id": "A", "node": "n1", "monitor": "#1"}, {"id": "B", "node": "n1", "monitor": "DP-2"}]
    screens.append({"id": "C", "node": "n2", "monitor": "#1"})
    return Wall.model_validate({"id": "hall", "screens": screens, "desired": desired, "revision": 7, **more})


def _layouts(body: dict[str, Any] = BODY) -> dict[str, Layout]:
    return {"pair": Layout(id="pair", version=1, name="Đôi", body=body)}


def test_screens_stand_on_their_monitors_by_place_and_by_name() -> None:
    wall = _wall({"A": {"layout": "pair", "index": 1}, "B": {"screen": BODY["screens"][0], "frozen": True}})
    first, second = resolve(wall, _layouts(), "n1", (RIGHT, LEFT))
    assert (first.id, first.monitor, first.parts[0].tiles[0].config["text"]) == ("A", "HDMI-1", "hai")
    assert (second.monitor, second.frozen, second.revision, second.trouble) == ("DP-2", True, 7, "")
    assert [one.id for one in resolve(wall, _layouts(), "n2", (LEFT,))] == ["C"]


def test_one_monitor_is_never_two_screens_and_what_is_left_over_is_spare() -> None:
    wall = _wall({})
    screens = resolve(wall, _layouts(), "n1", (RIGHT,))
    assert [one.monitor for one in screens] == ["DP-2", ""]
    extra = Monitor("VGA", 3840, 0)
    all_there = resolve(wall, _layouts(), "n1", (LEFT, RIGHT, extra))
    assert [one.monitor for one in spares(all_there, (LEFT, RIGHT, extra))] == ["VGA"]


def test_the_neighbour_of_an_unplugged_monitor_keeps_its_place() -> None:
    seen = seen_so_far((LEFT, RIGHT), (RIGHT,))
    assert find_monitor("#2", seen) == "DP-2"
    assert find_monitor("#1", seen) == ""
    other = Monitor("HDMI-9", 0, 0)
    assert find_monitor("#1", seen_so_far(seen, (other, RIGHT))) == "HDMI-9"


def test_a_tour_of_screens_has_its_parts_and_its_pace() -> None:
    tour = {"tour": [{"layout": "pair", "index": 0}, {"layout": "pair", "index": 1}], "dwell_s": 8}
    one = resolve(_wall({"A": tour}), _layouts(), "n1", (LEFT,))[0]
    assert (len(one.parts), one.dwell_s) == (2, 8.0)
    hasty = resolve(_wall({"A": tour | {"dwell_s": 0.1}}), _layouts(), "n1", (LEFT,))[0]
    assert hasty.dwell_s >= 1


def test_what_cannot_be_shown_leaves_the_last_good_one_also_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "shown.json"
    kept = LastGood(path)
    good = kept.complete(resolve(_wall({"A": {"layout": "pair", "index": 1}}), _layouts(), "n1", (LEFT,)))
    text = kept.to_write()
    assert text is not None
    kept.write(text)
    assert kept.to_write() is None
    damaged = ({"layout": "pair", "index": 5}, {"layout": "gone"}, {"screen": {"rows": 0}})
    for wish in damaged:
        again = LastGood(path)
        again.load()
        shown = again.complete(resolve(_wall({"A": wish}), _layouts(), "n1", (LEFT,)))
        assert shown[0].parts == good[0].parts
        assert shown[0].trouble
    broken = _layouts({"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "text", "row": 4, "col": 0}]}]})
    again = LastGood(path)
    again.load()
    shown = again.complete(resolve(_wall({"A": {"layout": "pair"}}), broken, "n1", (LEFT,)))
    assert shown[0].parts == good[0].parts
    assert again.all((LEFT, RIGHT), "wall_missing")[0].monitor == "HDMI-1"


def test_a_wish_for_black_or_for_standing_still_keeps_what_was_there() -> None:
    kept = LastGood(Path("/nowhere"))
    good = kept.complete(resolve(_wall({"A": {"layout": "pair", "index": 1}}), _layouts(), "n1", (LEFT,)))
    black = kept.complete(resolve(_wall({"A": {"blank": True}}), _layouts(), "n1", (LEFT,)))
    assert (black[0].blank, black[0].parts, black[0].trouble) == (True, good[0].parts, "")
    cleared = kept.complete(resolve(_wall({}), _layouts(), "n1", (LEFT,)))
    assert not cleared[0].parts


def test_a_damaged_file_of_the_last_good_one_is_as_none(tmp_path: Path) -> None:
    path = tmp_path / "shown.json"
    for text in ("", "{", '{"format": 1}', '{"format": 1, "screens": [{"id": 3}]}', "[]", '{"format": 99}'):
        path.write_text(text, encoding="utf-8")
        kept = LastGood(path)
        kept.load()
        assert kept.all((LEFT,), "wall_missing") == ()


def test_a_machine_is_the_node_that_it_is_told_to_be_or_that_bears_its_name() -> None:
    wall = _wall({})
    assert node_of(wall, "n2", "pc") == "n2"
    assert node_of(wall, None, "n2") == "n2"
    assert node_of(wall, None, "pc") == "n1"
