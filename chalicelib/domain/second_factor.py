"""Who must sign in with more than a password (OWASP ASVS 5.0, 6.3.3)."""

from collections.abc import Callable, Collection

TOTP = "SOFTWARE_TOKEN_MFA"
"""Cognito's word for time-based one-time codes (RFC 6238)."""


def needs_totp(
    is_administrator: bool, demanded: bool, factors: Callable[[], Collection[str]]
) -> bool:
    """Whether somebody has yet to set up one-time codes: administrators have to, where the stage
    demands it. `factors` tells those that they have set up, and is asked of them alone."""
    return demanded and is_administrator and TOTP not in factors()
