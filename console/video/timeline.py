"""When each kept picture was, on our clock: what a clip and a replay go by.

**Within a run** pictures stand at their own distances, as the camera's clock says: the network's unevenness is not
theirs. A run ends where that clock and ours part by more than a step between two packets: the camera's time was set, a
connection broke, or pictures were held up. **Every run** is laid where its least delayed picture arrived, so that a
break takes its real time. A clock that goes wrong steadily (a camera that counts by 25 pictures a second and sends 15)
is stretched to ours. A drift too small to see in a clip (a crystal's) stays as the camera tells it.

Pictures whose time is not told, and those that come with the times of their decoding, get what is in between by the
order in which a decoder shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from console.video.packets import Packet

TICKS = 90_000
"""Of RTP and of MPEG-TS, and of our clips."""
STEP_S, STEP_PICTURES = 1.0, 8
"""More than this, and more than so many pictures (they are sent up to that much out of order), is a jump of a clock."""
FEWEST = 16
"""Pictures by which a run's clock can be judged."""
FASTEST = 0.5
"""A run that came more than twice as fast as it was taken was held back before: its clock is right."""
TORN = 1.5
"""Pictures that are further apart than so many usual distances miss one in between."""
STRAIGHT = 0.25
"""A clock that goes wrong steadily is as wrong at a third of the run as a third of the whole, give or take this."""


def laid(packets: Sequence[Packet], shown: Sequence[int] | None = None) -> list[float]:
    """Seconds of the monotonic clock for each packet.

    `shown` are packets' numbers in the order in which a decoder showed them; None where their own times tell it.
    """
    own = _told(packets)
    step, slack = interval_s(own), 0.0
    placed = [0.0] * len(packets)
    before: float | None = None
    offset = 0.0
    for begin, end in _runs(packets, own, step):
        transits = [packets[at].arrived_s - own[at] for at in range(begin, end)]
        if before is None or abs(min(transits) - offset) > STEP_S / 2:
            offset = min(transits)
        times = _stretched(packets[begin:end], own[begin:end], transits) or [time + offset for time in own[begin:end]]
        late = 0.0 if before is None else max(0.0, before + step - slack - min(times))
        slack = (_reach(own[begin:end]) + 1) * step if shown is not None else 0.0
        placed[begin:end] = [time + late for time in times]
        before = max(placed[begin:end])
    return _reordered(placed, shown) if shown is not None else placed


def _middle(steps: Sequence[float]) -> float:
    """The upper median; the standard library's module for it would cost every decoder process 1 MB."""
    return sorted(steps)[len(steps) // 2]


def interval_s(times: Sequence[float]) -> float:
    """The usual distance of two pictures."""
    steps = [later - earlier for earlier, later in pairwise(sorted(times)) if later > earlier]
    return _middle(steps) if steps else 0.04


def _told(packets: Sequence[Packet]) -> list[float]:
    """Each packet's own time; where it tells none, one between its neighbours'."""
    known = [packet.pts_s for packet in packets if packet.pts_s is not None]
    if len(known) < len(packets) / 2:
        decoded = [packet.dts_s for packet in packets]
        told = [time for time in decoded if time is not None]
        return told if len(told) == len(packets) else [packet.arrived_s for packet in packets]
    step, found = interval_s(known), list[float]()
    for at, packet in enumerate(packets):
        if packet.pts_s is not None:
            found.append(packet.pts_s)
        elif packet.key or not found:  # it is shown before all that follow it
            later = [one.pts_s for one in packets[at + 1 : at + FEWEST] if one.pts_s is not None]
            found.append(min(later) - step if later else found[-1] + step)
        else:
            found.append(found[-1] + step)
    return found


def is_broken(packets: Sequence[Packet]) -> bool:
    """Whether the camera's time jumps somewhere: times on either side say nothing about the order of showing."""
    own = _told(packets)
    return len(_runs(packets, own, interval_s(own))) > 1


def _runs(packets: Sequence[Packet], own: Sequence[float], interval: float) -> list[tuple[int, int]]:
    borders, step = [0], max(STEP_S, STEP_PICTURES * interval)
    for at in range(1, len(packets)):
        parted = (packets[at].arrived_s - own[at]) - (packets[at - 1].arrived_s - own[at - 1])
        if abs(parted) > step:
            borders.append(at)
    return list(pairwise([*borders, len(packets)]))


def _stretched(packets: Sequence[Packet], own: Sequence[float], transits: Sequence[float]) -> list[float] | None:
    """The times of a run whose clock goes wrong steadily; None where it does not."""
    if len(packets) < FEWEST:
        return None
    quarter = len(packets) // 4
    least = [min(range(at, at + quarter), key=transits.__getitem__) for at in range(0, 4 * quarter, quarter)]
    first, last = least[0], least[3]
    wrong, taken = transits[last] - transits[first], own[last] - own[first]
    if abs(wrong) <= STEP_S or taken <= 0 or 1 + wrong / taken < FASTEST:
        return None
    rate = wrong / taken
    bends = (transits[at] - transits[first] - (own[at] - own[first]) * rate for at in least[1:3])
    if any(abs(bend) > abs(wrong) * STRAIGHT for bend in bends):
        return None
    return [packets[first].arrived_s + (time - own[first]) * (1 + rate) for time in own]


def _reordered(placed: list[float], shown: Sequence[int]) -> list[float]:
    """The same times in the order of showing; what a decoder never showed stays where it was."""
    found, before = placed.copy(), float("-inf")
    for at, time in zip(shown, sorted(placed[at] for at in shown), strict=True):
        before = found[at] = max(time, before + 1 / TICKS)
    return found


def in_ticks(times: Sequence[float]) -> list[int]:
    """The same in ticks of `TICKS` a second, from 0 on, no two alike."""
    begin, before, found = min(times), -1, [0] * len(times)
    for at in sorted(range(len(times)), key=times.__getitem__):
        before = found[at] = max(round((times[at] - begin) * TICKS), before + 1)
    return found


def ahead(times: Sequence[float]) -> int:
    """How many packets at the end came before pictures that are shown earlier: no more than these were ever early."""
    order = sorted(range(len(times)), key=times.__getitem__)
    most, step = _early(times), interval_s(times)
    for count in range(most, 0, -1):
        tail = order[-count:]
        if times[tail[0]] - times[order[-count - 1]] > step * TORN and min(tail) == len(times) - count:
            return count
    return 0


def _early(times: Sequence[float]) -> int:
    """How many places earlier than it is shown a picture is sent, at most."""
    rank = {at: place for place, at in enumerate(sorted(range(len(times)), key=times.__getitem__))}
    return max((at - rank[at] for at in range(len(times))), default=0)


def _reach(times: Sequence[float]) -> int:
    """How many pictures that are sent after one are shown before it, at most."""
    rank = {at: place for place, at in enumerate(sorted(range(len(times)), key=times.__getitem__))}
    return max((rank[at] - at for at in range(len(times))), default=0)


def decoding(ticks: Sequence[int]) -> list[int]:
    """When each has to be decoded, from when it is shown: strictly rising, and never later than that.

    With pictures sent at most n places early this is the showing of the picture n places before.
    """
    order, early = sorted(ticks), _early(ticks)
    step = max(1, round(_middle([later - earlier for earlier, later in pairwise(order)]))) if len(order) > 1 else 1
    head = [order[0] - step * (early - at) for at in range(early)]
    return (head + order)[: len(ticks)]
