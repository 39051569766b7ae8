"""Fixtures of this folder's tests."""

from tests.packaged import package, template

__all__ = ["package", "template"]
