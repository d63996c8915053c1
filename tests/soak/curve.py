"""The soak's memory over time as a picture that any browser opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.soak.samples import Sample

WIDTH, HEIGHT, EDGE = 960, 360, 48
LINES = (("interface_mib", "interface, MiB", "#1f6feb"), ("decoders_mib", "decoders, MiB", "#8a5a00"))


def write_curve(path: Path, samples: Sequence[Sample]) -> None:
    """Two lines over one axis that begins at zero."""
    if len(samples) < 2:
        return
    most = max(max(one.interface_mib, one.decoders_mib) for one in samples) * 1.1
    span = samples[-1].at_s - samples[0].at_s

    def at(one: Sample, value: float) -> str:
        x = EDGE + (one.at_s - samples[0].at_s) / span * (WIDTH - 2 * EDGE)
        return f"{x:.1f},{HEIGHT - EDGE - value / most * (HEIGHT - 2 * EDGE):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<path d="M{EDGE},{EDGE}V{HEIGHT - EDGE}H{WIDTH - EDGE}" fill="none" stroke="#888"/>',
        f'<text x="4" y="{EDGE}">{most:.0f}</text><text x="4" y="{HEIGHT - EDGE}">0 MiB</text>',
        f'<text x="{WIDTH - EDGE - 40}" y="{HEIGHT - 20}">{samples[-1].at_s / 60:.0f} min</text>',
    ]
    for number, (name, title, color) in enumerate(LINES):
        points = " ".join(at(one, getattr(one, name)) for one in samples)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{color}"/>')
        parts.append(f'<text x="{EDGE + 12 + 180 * number}" y="{EDGE - 16}" fill="{color}">{title}</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")
