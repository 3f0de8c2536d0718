"""The server of :mod:`flows.vendorsite`, under the name by which the demo has it."""

from __future__ import annotations

from flows.vendorsite.server import Answer, Request, serve_forever, serving
from flows.vendorsite.validators import tagged

__all__ = ["Answer", "Request", "serve_forever", "serving", "tagged"]
