"""The API in this process, as the integration tests have it."""

from tests.integration.conftest import api, contests

__all__ = ["api", "contests"]
