"""Numbers of persons in free texts are found however they are written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.personal import digits, masked, masked_record, mentions

FOUND = (
    ("gọi lại bác Tư 0912 345 678 ngay", "gọi lại bác Tư ••••678 ngay"),
    ("ĐT:0912345678", "ĐT:••••678"),
    ("+84 912.345.678", "••••678"),
    ("84912345678", "••••678"),
    ("máy bàn 0243 826 5566", "máy bàn ••••566"),
    ("+84 24 3826 5566", "••••566"),
    ("CCCD 001 086 012 345", "CCCD ••••345"),
    ("số 001086012345", "số ••••345"),
    ("CMND: 123456789", "CMND: ••••789"),
    ("hộ chiếu số C1234567", "hộ chiếu số ••••567"),
    ("thư tới a.b@c.vn", "thư tới ••••@••••"),
)
LEFT = (
    "gọi 114", "kinh phí 120.000.000 đ", "SC-2026-000123", "mực nước 3,21 m lúc 2026-11-30T10:00:00+07:00",
    "camera 10.12.0.9:554", "0912345678901 kWh", "tọa độ 21.0285, 105.8542", "nhà 15 ngõ 09", "2026091412",
)  # fmt: skip


@pytest.mark.parametrize(("text", "without"), FOUND)
def test_a_number_is_found_however_it_is_written(text: str, without: str) -> None:
    assert masked(text) == without
    assert masked(without) == without


@pytest.mark.parametrize("text", LEFT)
def test_other_digits_stay(text: str) -> None:
    assert masked(text) == text


@given(
    st.from_regex(r"\A0[35789][0-9]{8}\Z"),
    st.sampled_from(("", " ", ".", "-")),
    st.text(alphabet="aáộ ,;:()\n", max_size=20),
)
def test_no_mobile_number_stays_in_any_text(number: str, gap: str, around: str) -> None:
    written = gap.join((number[:4], number[4:7], number[7:]))
    text = f"{around} {written} {around}"
    assert number[:7] not in digits(masked(text))
    assert mentions(text, number)


def test_the_same_number_is_one_however_it_is_written() -> None:
    assert {digits(one) for one in ("0912 345 678", "+84 912 345 678", "84.912.345.678")} == {"0912345678"}


def test_names_of_things_and_addresses_of_cameras_are_left_alone() -> None:
    incident = {"code": "0912345678", "title": "gọi 0912345678", "history": [{"action_id": "0912345678", "text": "a"}]}
    assert masked_record("incident", incident) == incident | {"title": "gọi ••••678"}
    camera = {"main_url": "rtsp://cam/0912345678"}
    assert masked_record("camera", camera) == camera
