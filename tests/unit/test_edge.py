"""The tables of the edge, and that CloudFront in the template follows the same ones."""

import json
import subprocess
from fnmatch import fnmatchcase
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


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("gzip, deflate, br, zstd", "br"),
        ("BR", "br"),
        ("gzip;q=1.0, br;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip ; q=0.5", "gzip"),
        ("gzip;q=0, br;q=0", None),
        ("identity", None),
        ("x-gzip, brotli", None),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("br;q=many, gzip;level=9", "gzip"),
        (",;,;q=1,", None),
    ],
)
def test_the_best_encoding_that_is_taken(accepted: str, encoding: str | None) -> None:
    assert edge.encoding_for(accepted, edge.SITE_ENCODINGS) == encoding


def test_only_what_is_offered_is_taken() -> None:
    assert edge.encoding_for("br, gzip", edge.API_ENCODINGS) == "gzip"
    assert edge.encoding_for("br", edge.API_ENCODINGS) is None


FRAMED = ["/c/hoi-thi/nhung/", "/c/hoi-thi/nhung/index.html", "/en/c/hoi-thi/nhung/"]
UNFRAMED = [
    *("/", "/c/hoi-thi/", "/c/hoi-thi/thi/", "/c/nhung/", "/en/c/nhung/", "/quan-tri/"),
    *("/nhung/", "/x/c/hoi-thi/nhung/", "/c/hoi-thi/nhung", "/api/c/x/nhung/", "/C/x/nhung/"),
]


def directives(headers: dict[str, str]) -> dict[str, str]:
    listed = headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (each.partition(" ") for each in listed)}


@pytest.mark.parametrize("path", FRAMED)
def test_pages_for_the_portal_are_framed_by_whom_the_stage_allows(path: str) -> None:
    portal = "https://portal.example.vn"
    headers = edge.headers_for(path, "", portal)
    assert directives(headers)["frame-ancestors"] == portal
    assert directives(edge.headers_for(path, ""))["frame-ancestors"] == "*"
    assert "x-frame-options" not in headers
    # It would keep the page out of other sites' frames, whoever its ancestors may be.
    assert "cross-origin-resource-policy" not in headers


@pytest.mark.parametrize("path", UNFRAMED)
def test_all_other_pages_are_framed_by_nobody(path: str) -> None:
    headers = edge.headers_for(path, "", "https://portal.example.vn")
    assert directives(headers)["frame-ancestors"] == "'none'"
    assert headers["x-frame-options"] == "DENY"


def test_framed_pages_have_every_other_header_too() -> None:
    framed, other = edge.headers_for(FRAMED[0], "https://id"), edge.headers_for("/", "https://id")
    assert set(other) - set(framed) == {"x-frame-options"}
    changed = {name for name in framed if framed[name] != other[name]}
    assert changed == {"content-security-policy"}
    assert {
        name for name, value in directives(framed).items() if value != directives(other)[name]
    } == {"frame-ancestors"}


def test_text_becomes_no_script_and_workers_come_from_here_alone() -> None:
    policy = directives(edge.headers_for("/", ""))
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["trusted-types"] == "hoithi"
    assert policy["script-src"] == policy["worker-src"] == policy["manifest-src"] == "'self'"


def test_pages_may_share_and_copy() -> None:
    denied = edge.headers_for("/", "")["permissions-policy"]
    assert "web-share" not in denied
    assert "clipboard" not in denied


def told(value: str | dict[str, Any]) -> str:
    """A text of the template with its functions written out; `${…}` stays."""
    if isinstance(value, str):
        return value
    if "Fn::Sub" in value:
        return str(value["Fn::Sub"])
    between, parts = value["Fn::Join"]
    return str(between).join(told(part) for part in parts)


def cloudfront_headers(template: dict[str, Any], policy_name: str) -> dict[str, str]:
    """The headers that a policy of the template adds, spelled as CloudFront sends them."""
    policy = template["Resources"][policy_name]["Properties"]["ResponseHeadersPolicyConfig"]
    secure = policy["SecurityHeadersConfig"]
    transport = secure["StrictTransportSecurity"]
    subdomains = "; includeSubDomains" if transport["IncludeSubdomains"] else ""
    custom = policy.get("CustomHeadersConfig", {"Items": []})["Items"]
    assert all(header["Override"] is True for header in (*secure.values(), *custom))
    headers = {
        "strict-transport-security": f"max-age={transport['AccessControlMaxAgeSec']}{subdomains}",
        "x-content-type-options": "nosniff",
        **{item["Header"]: item["Value"] for item in custom},
    }
    if content := secure.get("ContentSecurityPolicy"):
        headers["content-security-policy"] = told(content["ContentSecurityPolicy"])
    if referrer := secure.get("ReferrerPolicy"):
        headers["referrer-policy"] = referrer["ReferrerPolicy"]
    if framing := secure.get("FrameOptions"):
        headers["x-frame-options"] = framing["FrameOption"]
    return headers


def distribution(template: dict[str, Any]) -> dict[str, Any]:
    config = template["Resources"]["Distribution"]["Properties"]["DistributionConfig"]
    return dict(config)


def behaviour_for(template: dict[str, Any], path: str) -> dict[str, Any]:
    """The behaviour that CloudFront answers a path by: the first whose pattern matches."""
    config = distribution(template)
    matching = [one for one in config["CacheBehaviors"] if fnmatchcase(path, one["PathPattern"])]
    return dict((*matching, config["DefaultCacheBehavior"])[0])


CONSOLE = ("/quan-tri/", "/quan-tri/index.html", "/en/quan-tri/")
PARTS = ("/v-0a1b2c3d4e5f/js/ui/take.js", "/v-0a1b2c3d4e5f/css/base.css")


@pytest.mark.parametrize("path", PARTS)
def test_scripts_and_styles_carry_what_concerns_them(path: str) -> None:
    whole, part = edge.headers_for("/", ""), edge.headers_for(path, "")
    assert part.items() <= whole.items()
    assert set(part) == {"strict-transport-security", "x-content-type-options"}


@pytest.mark.parametrize("path", CONSOLE)
def test_the_console_alone_speaks_with_cognito(path: str) -> None:
    policy = edge.headers_for(path, "https://id")["content-security-policy"]
    assert "connect-src 'self' https://id;" in policy
    for other in ("/", "/c/x/thi/", "/c/quan-tri/thi/"):
        assert "https://id" not in edge.headers_for(other, "https://id")["content-security-policy"]


@pytest.mark.parametrize("path", [*FRAMED, *UNFRAMED, *PARTS, *CONSOLE, "/api/contests/x"])
def test_cloudfront_sends_the_same_headers(template: dict[str, Any], path: str) -> None:
    policy = behaviour_for(template, path)["ResponseHeadersPolicyId"]["Ref"]
    cognito = edge.cognito_endpoint("${AWS::Region}")
    ours = edge.headers_for(path, cognito, "${FrameAncestors}")
    assert cloudfront_headers(template, policy) == ours


def test_cloudfront_has_our_paths_and_no_others(template: dict[str, Any]) -> None:
    patterns = [one["PathPattern"] for one in distribution(template)["CacheBehaviors"]]
    assert sorted(patterns) == sorted(
        [f"{edge.API_PREFIX}/*", *edge.FRAMED_PATHS, *edge.CONSOLE_PATHS, *edge.PART_PATHS]
    )
    assert template["Parameters"]["FrameAncestors"]["Default"] == edge.ANYBODY


@pytest.mark.parametrize("path", [FRAMED[0], "/"])
def test_cloudfront_compresses_the_site_and_takes_folders_for_their_index(
    template: dict[str, Any], path: str
) -> None:
    behaviour = behaviour_for(template, path)
    assert behaviour["Compress"] is True
    # Managed-CachingOptimized: EnableAcceptEncodingBrotli and EnableAcceptEncodingGzip.
    assert behaviour["CachePolicyId"] == "658327ea-f89d-4fab-a63d-7e88639e58f6"
    [function] = behaviour["FunctionAssociations"]
    assert function["EventType"] == "viewer-request"
    assert function["FunctionARN"]["Fn::GetAtt"][0] == "IndexFunction"


def test_the_gateway_compresses_its_answers_itself(template: dict[str, Any]) -> None:
    gateway = template["Resources"]["RestAPI"]["Properties"]
    assert gateway["MinimumCompressionSize"] == edge.COMPRESSED_SIZES.start
    assert "Compress" not in behaviour_for(template, "/api/contests/x")


def test_cloudfront_passes_the_api_on_unchanged(template: dict[str, Any]) -> None:
    config = distribution(template)
    api = behaviour_for(template, "/api/contests/x")
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
