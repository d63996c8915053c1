"""What all tables of the reference backend belong to (`backend.ledger.schema` has them all)."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
