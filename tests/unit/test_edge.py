"""The tables of the edge, and that CloudFront in the template follows the same ones."""

import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from ops import edge
from ops.edge import Redirect, SiteObject
from ops.node import node_path

RESOLVED = [
    ("/", "", SiteObject("index.html")),
    ("/c/hoi-thi/", "", SiteObject("c/hoi-thi/index.html")),
    ("/c/hoi-thi/", "don-vi=kp1", SiteObject("c/hoi-thi/index.html")),
    ("/kiem-chung.html", "", SiteObject("kiem-chung.html")),
    ("/contests/a/stats.json", "x=1", SiteObject("contests/a/stats.json")),
    ("/quan-tri", "", Redirect("/quan-tri/")),
    ("/c/hoi-thi", "don-vi=kp1&a=b", Redirect("/c/hoi-thi/?don-vi=kp1&a=b")),
    ("//example.com/x", "", Redirect("/example.com/x/")),
]


@pytest.mark.parametrize(("path", "query", "meant"), RESOLVED)
def test_index_rule(path: str, query: str, meant: SiteObject | Redirect) -> None:
    assert edge.resolve(path, query) == meant


def test_keys_are_decoded_and_encoded_again() -> None:
    path = quote("/tài liệu/thể lệ.html")
    assert edge.resolve(path, "") == SiteObject("tài liệu/thể lệ.html")
    assert edge.object_path("site", "tài liệu/thể lệ.html") == f"/site{path}"


@pytest.mark.parametrize(
    "path", ["/../other/key", "/a/../../b", "/%2e%2e/b", "/a%2f..%2fb", "/..\\b", "/%5c..%5cb"]
)
def test_paths_that_climb_are_dishonest(path: str) -> None:
    assert not edge.is_honest(path)


@pytest.mark.parametrize("path", ["/", "/a..b/c", "/.well-known/x", "/c/a.b/"])
def test_dots_in_names_are_honest(path: str) -> None:
    assert edge.is_honest(path)


@pytest.mark.parametrize(
    ("content_type", "size", "compressed"),
    [
        ("text/html; charset=utf-8", 999, False),
        ("text/html; charset=utf-8", 1000, True),
        ("application/json", 10_000_000, True),
        ("application/json", 10_000_001, False),
        ("image/png", 5000, False),
    ],
)
def test_compression_by_type_and_size(content_type: str, size: int, compressed: bool) -> None:
    assert edge.is_compressed(content_type, size) is compressed


def cloudfront_headers(template: dict[str, Any]) -> dict[str, str]:
    """The headers that the template's policy adds, spelled as CloudFront sends them."""
    policy = template["Resources"]["Headers"]["Properties"]["ResponseHeadersPolicyConfig"]
    secure = policy["SecurityHeadersConfig"]
    transport = secure["StrictTransportSecurity"]
    subdomains = "; includeSubDomains" if transport["IncludeSubdomains"] else ""
    assert secure["ContentTypeOptions"]["Override"] is True
    return {
        "content-security-policy": secure["ContentSecurityPolicy"]["ContentSecurityPolicy"][
            "Fn::Sub"
        ],
        "referrer-policy": secure["ReferrerPolicy"]["ReferrerPolicy"],
        "strict-transport-security": f"max-age={transport['AccessControlMaxAgeSec']}{subdomains}",
        "x-content-type-options": "nosniff",
        "x-frame-options": secure["FrameOptions"]["FrameOption"],
        **{item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]},
    }


def test_cloudfront_sends_the_same_headers(template: dict[str, Any]) -> None:
    ours = edge.security_headers(edge.cognito_endpoint("${AWS::Region}"))
    assert cloudfront_headers(template) == ours


def test_both_behaviours_of_cloudfront_send_them(template: dict[str, Any]) -> None:
    config = template["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    for behaviour in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
        assert behaviour["ResponseHeadersPolicyId"] == {"Ref": "Headers"}


def test_cloudfront_passes_the_api_on_unchanged(template: dict[str, Any]) -> None:
    config = template["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    [api] = config["CacheBehaviors"]
    assert api["PathPattern"] == f"{edge.API_PREFIX}/*"
    [origin] = [origin for origin in config["Origins"] if origin["Id"] == api["TargetOriginId"]]
    assert "OriginPath" not in origin
    assert origin["OriginCustomHeaders"][0]["HeaderName"] == "x-hoithi-origin"
    # They would take the place of the API's own 403 and 404 answers.
    assert "CustomErrorResponses" not in config


@pytest.mark.parametrize(("path", "query", "meant"), RESOLVED)
def test_cloudfront_has_the_same_index_rule(
    template: dict[str, Any], tmp_path: Path, path: str, query: str, meant: SiteObject | Redirect
) -> None:
    code = template["Resources"]["IndexFunction"]["Properties"]["FunctionCode"]
    pairs = [pair.split("=") for pair in query.split("&") if pair]
    asked = {"uri": path, "querystring": {name: {"value": value} for name, value in pairs}}
    script = tmp_path / "index.js"
    event = json.dumps({"request": asked})
    script.write_text(f"{code}\nconsole.log(JSON.stringify(handler({event})));")
    done = subprocess.run([node_path(), script], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    if isinstance(meant, SiteObject):
        assert answer["uri"] == f"/{meant.key}"
    else:
        assert answer["headers"]["location"]["value"] == meant.location
