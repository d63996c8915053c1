"""What a server does for its audit by the clock: it signs where that stands, and tells a log server of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.audit.checkpoints import sign
from backend.audit.syslog import LogServer
from backend.audit.tally import Tally
from backend.ledger.ledger import Ledger
from backend.operations.beats import Beat

SIGN_EVERY_S = 10.0
"""It is looked so often; signed each minute, or after 500 lines."""
TELL_EVERY_S = 2.0
COUNT_EVERY_S = 60.0
Alone = Callable[[Callable[[], object]], Callable[[], object]]


@dataclass(frozen=True)
class Auditing:
    """With neither a key nor a log server the audit is a chain that whoever holds the database may compute anew."""

    ledger: Ledger
    key: Ed25519PrivateKey | None = None
    log_server: LogServer | None = None

    @cached_property
    def tally(self) -> Tally:
        """What this server counts of what happens often."""
        return Tally(self.ledger)

    def beats(self, alone: Alone) -> tuple[Beat, ...]:
        """`alone` makes work that one of several servers does."""
        beats = [Beat("write-counts", COUNT_EVERY_S, self.tally.write)]
        if self.key is not None:
            beats.append(Beat("sign-audit", SIGN_EVERY_S, alone(partial(sign, self.ledger, self.key))))
        if self.log_server is not None:
            beats.append(Beat("tell-log-server", TELL_EVERY_S, alone(self.log_server.tell)))
        return tuple(beats)

    def end(self) -> None:
        """The server ends: write down what was counted, sign it, tell of it."""
        self.tally.write()
        if self.key is not None:
            sign(self.ledger, self.key, now=True)
        if self.log_server is not None:
            self.log_server.tell()
            self.log_server.close()
