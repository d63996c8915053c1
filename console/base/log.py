"""Keeps secrets out of the log: whatever looks like one is blotted out before it is written."""

from __future__ import annotations

import logging

from contract.secrets import redacted


class RedactingFilter(logging.Filter):
    """Put on a handler, it cleans every record that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the finished message; every record goes on."""
        record.msg, record.args = redacted(record.getMessage()), ()
        return True
