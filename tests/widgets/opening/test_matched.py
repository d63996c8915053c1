"""The letters that were typed are those that stand out, whatever marks they have."""

from __future__ import annotations

import unicodedata

import pytest

from widgets.opening.matched import runs


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("Cây đổ chắn đường", "cay d", ["Cây đ"]),
        ("Cành cây đung đưa", "cay d", ["cây đ"]),
        ("Ngập đường Lê Lợi", "le nga", ["Ngậ", "Lê"]),
        ("Hẻm 12 đường Lê Thánh Tôn", "12 ton", ["12", "Tôn"]),
        ("Cầu Bến Đá", "ầu", ["ầu"]),
        ("Chợ Hòa An", "xyz", []),
        ("Chợ Hòa An", "   ", []),
        ("Đèn đỏ", "Đ", ["Đ"]),
    ],
)
def test_runs(name: str, typed: str, found: list[str]) -> None:
    pieces = runs(name, typed)
    assert "".join(piece for piece, _is_found in pieces) == name
    shown = [piece for piece, is_found in pieces if is_found]
    assert shown == found


def test_letters_in_parts_are_one_letter() -> None:
    assert runs(unicodedata.normalize("NFD", "Cây đổ"), "cay") == (("Cây", True), (" đổ", False))


def test_a_name_without_letters_has_no_pieces() -> None:
    assert runs("", "a") == ()
