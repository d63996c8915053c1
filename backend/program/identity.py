"""Who comes in and how, as the configuration says it."""

from __future__ import annotations

from backend.base.refusals import RefusedError
from backend.base.secret_files import secret_of
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.messages import say
from backend.people.oidc import OidcSettings, Provider, is_safe
from backend.people.policy import Policy
from backend.program.configuration import Configuration
from contract.roles import Role


def policy_of(said: Configuration) -> Policy:
    """What passwords have to be, and the city's identity provider. Raises `RefusedError` where that cannot be one."""
    return Policy(said.password_letters, said.password_days, provider_of(said))


def accounts_of(ledger: Ledger, said: Configuration, policy: Policy) -> Accounts:
    """The people of a ledger."""
    return Accounts(ledger, said.admission, policy)


def provider_of(said: Configuration) -> Provider | None:
    """The provider; None where none is named. Raises `RefusedError` where it cannot be one."""
    if not said.oidc_issuer:
        return None
    if not is_safe(said.oidc_issuer):
        raise RefusedError(say(said.lang, "issuer-not-safe", issuer=said.oidc_issuer))
    if not said.oidc_client_id or not said.oidc_roles:
        raise RefusedError(say(said.lang, "provider-half-said"))
    secret = secret_of(said.oidc_client_secret_file, said.lang) if said.oidc_client_secret_file else ""
    roles = tuple((value, Role(role)) for value, _, role in (one.rpartition("=") for one in said.oidc_roles))
    return Provider(OidcSettings(said.oidc_issuer, said.oidc_client_id, secret, said.oidc_role_claim, roles))
