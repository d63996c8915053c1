"""Golden vectors: what any console and any backend must answer alike. Data only, beside this file.

`records.json`: a record's `data` and the fields at which the door finds fault. `chain.json`: an action's fields and its
hash. `merges.json`: verbs on a new incident in turn, each with the version that its author saw (`seen`; without it the
newest), what is answered, and what stands in the incident afterwards (`then`). With `new` there is none before: the
first verb opens it, under an id that a desk makes. A console shows the same of what was
done on it before the answer, but for the fields in `later`, which it learns from the server. `ownership.json`: a
record as its source opens it, its source's reports and removals and people's verbs in turn with what each is answered
(`kept`: fields that stay although they were sent, `faults`: fields at fault), what stands in it afterwards (`then`;
none where it is not there), and the verbs of its history (`lines`). `signatures.json`: the keys of a device and of an
author, their signatures over a hash of `chain.json`, and proofs of requests, good and bad, each for the `method`,
`url` and `token` that stand above them where it says none of its own. `exports.json`: what somebody says of a file that
left their desk (`target`, `payload`), and what is answered.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal


def read(name: Literal["records", "chain", "merges", "ownership", "signatures", "exports"]) -> list[dict[str, Any]]:
    """The vectors of that name."""
    found: list[dict[str, Any]] = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return found
