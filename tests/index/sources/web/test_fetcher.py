"""Fetching from a real server on loopback that behaves well, badly, and with intent."""

from __future__ import annotations

import gzip
import shutil
import socket
import struct
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from index.errors import FetchError
from index.settings import FetchSettings
from index.sources.web.fetcher import Client, Forbidden, Gone, Validators
from tests.support.web_server import HOST, Site, by_etag, in_turn, page, redirect, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if seconds:
            self.slept.append(seconds)

    def __call__(self) -> float:
        return self.now


def client(clock: Clock | None = None, **settings: object) -> Client:
    clock = clock or Clock()
    given = {"allowed_hosts": HOST, "timeout": 5, "delay": 0} | settings
    return Client(FetchSettings(**given), sleep=clock.sleep, clock=clock)  # type: ignore[arg-type]


def why(site: Site, path: str, **settings: object) -> str:
    """What is told when ``path`` cannot be fetched: one line that names it."""
    with pytest.raises(FetchError) as caught:
        client(**settings).fetch(site.url + path)
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value.message


def test_a_page_comes_with_its_bytes_and_the_agent_is_named(site: Site) -> None:
    site["/"] = "<p>Grüße</p>"
    answer = client(contact="https://example.org/bot").fetch(site.url)
    assert answer.body.decode() == "<p>Grüße</p>"
    agent = site.headers["/"]["User-Agent"]
    assert agent.startswith("Quoth/")
    assert agent.endswith("(+https://example.org/bot)")


def test_a_redirect_is_followed_to_where_the_page_stands(site: Site) -> None:
    site["/old"] = redirect("/new#part", 301)
    site["/new"] = "here"
    answer = client().fetch(f"{site.url}/old")
    assert (answer.url, answer.body) == (f"{site.url}/new", b"here")


def test_redirects_in_a_circle_and_without_end_are_given_up(site: Site) -> None:
    site["/a"], site["/b"] = redirect("/b"), redirect("/a")
    assert "circle" in why(site, "/a")
    for number in range(20):
        site[f"/{number}"] = redirect(f"/{number + 1}")
    assert "redirects 6 times" in why(site, "/0")
    assert "/7" not in site.asked


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "file:///etc/passwd",
        "http://user:secret@127.0.0.1:{port}/",
        "gopher://127.0.0.1:{port}/",
        "//10.0.0.1/",
        "http://[",
        "",
    ],
)
def test_a_redirect_inwards_is_never_followed(site: Site, to: str) -> None:
    site["/"] = "secret"
    site["/out"] = redirect(to.format(port=site.port))
    assert "secret" not in why(site, "/out", retries=0)
    assert site.pages_asked == ["/out"]


def test_a_host_that_the_operator_does_not_allow_is_not_asked(site: Site) -> None:
    site["/"] = "secret"
    assert "not on the public internet" in why(site, "/", allowed_hosts=None)
    assert site.asked == []


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(site: Site) -> None:
    """The connection goes to what was checked; the name is not asked again."""
    site["/"] = "secret"
    answers = [["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebinding(host: str, _: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    settings = FetchSettings(delay=0, retries=0, timeout=0.3)
    with pytest.raises(FetchError):  # the public address, which is not reached from here
        Client(settings, resolver=rebinding).fetch(f"http://rebind.example:{site.port}/")
    assert site.asked == []
    with pytest.raises(FetchError, match=r"its address 127.0.0.1|robots"):
        Client(settings, resolver=rebinding).fetch(f"http://rebind.example:{site.port}/")
    assert site.asked == []


def test_a_host_with_one_public_and_one_private_address_is_refused() -> None:
    mixed = Client(FetchSettings(), resolver=lambda *_: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(FetchError, match="not on the public internet"):
        mixed.fetch("http://mixed.example/")


def test_the_checked_address_gets_the_name_in_the_host_header(site: Site) -> None:
    site["/"] = "x"
    settings = FetchSettings(allowed_hosts="intranet.example", delay=0)
    fetched = Client(settings, resolver=lambda *_: ["127.0.0.1"]).fetch(
        f"http://Intranet.Example:{site.port}/"
    )
    assert fetched.body == b"x"
    assert site.headers["/"]["Host"] == f"intranet.example:{site.port}"


def test_variables_for_a_proxy_change_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    site["/"] = "direct"
    assert client().fetch(site.url).body == b"direct"


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site["/"] = by_etag("text", '"v1"')
    first = client().fetch(site.url)
    again = client().fetch(site.url, Validators(first.headers["etag"]))
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_a_busy_server_is_asked_again_after_as_long_as_it_wishes(site: Site) -> None:
    clock = Clock()
    site["/"] = in_turn(page("", status=429, Retry_After="7"), page("", status=503), page("now"))
    assert client(clock).fetch(site.url).body == b"now"
    assert clock.slept == [7.0, 2.0]


def test_a_server_that_wishes_to_be_left_for_an_hour_is_left(site: Site) -> None:
    site["/"] = page("", status=503, Retry_After="3600")
    assert "3,600 seconds" in why(site, "/")
    assert site.pages_asked == ["/"]


def test_errors_of_a_server_pass_or_are_told(site: Site) -> None:
    clock = Clock()
    site["/"] = in_turn(page("", status=500), page("", status=502), page("good"))
    assert client(clock).fetch(site.url).body == b"good"
    assert clock.slept == [1.0, 2.0]
    site["/broken"] = page("", status=500)
    assert "(500)" in why(site, "/broken")
    assert site.asked.count("/broken") == 4
    site["/locked"] = page("", status=403)
    assert "403" in why(site, "/locked")
    assert site.asked.count("/locked") == 1
    with pytest.raises(Gone):
        client().fetch(f"{site.url}/nowhere")


def test_a_connection_that_is_reset_is_tried_again(site: Site) -> None:
    def reset(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")
        handler.wfile.flush()
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.connection.close()

    site["/"] = in_turn(reset, page("whole"))
    assert client().fetch(site.url).body == b"whole"
    site["/always"] = reset
    assert "no complete response" in why(site, "/always", retries=1)


def test_a_body_that_is_shorter_than_was_said_is_not_taken(site: Site) -> None:
    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")

    site["/"] = short
    assert "no complete response" in why(site, "/", retries=0)


def drip(head: bytes, drop: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(200):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.05)

    return act


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_server_that_drips_is_left_when_the_time_is_over(
    site: Site, head: bytes, drop: bytes
) -> None:
    site["/"] = drip(head, drop)
    site["/robots.txt"] = ""
    begun = time.monotonic()
    assert "not complete after 0.5 seconds" in why(site, "/", timeout=0.5)
    assert time.monotonic() - begun < 3
    assert site.pages_asked == ["/"]  # and is not tried again, since it would be as slow


def test_a_body_without_end_is_left_at_the_limit(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            handler.wfile.write(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    site["/"] = endless
    assert "more than the 0.1 MB" in why(site, "/", max_bytes=100_000)


def packed(data: bytes, encoding: str) -> Any:
    return page(data, Content_Encoding=encoding)


def test_a_packed_body_is_unpacked(site: Site) -> None:
    text = b"The lamp was lit in 1867. " * 10_000
    site["/gzip"] = packed(gzip.compress(text), "gzip")
    site["/deflate"] = packed(zlib.compress(text), "deflate")
    bare = zlib.compressobj(wbits=-15)
    site["/bare"] = packed(bare.compress(text) + bare.flush(), "deflate")
    for path in ("/gzip", "/deflate", "/bare"):
        assert client().fetch(site.url + path).body == text


def test_a_gzip_bomb_goes_off_nowhere(site: Site) -> None:
    import tracemalloc

    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    site["/"] = packed(bomb, "gzip")
    tracemalloc.start()
    try:
        assert "more than the 1.0 MB" in why(site, "/", max_bytes=1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_body_that_is_packed_wrongly_is_told(site: Site) -> None:
    site["/brotli"] = packed(b"?", "br")
    assert "'br'" in why(site, "/brotli")
    site["/twice"] = packed(gzip.compress(gzip.compress(b"x")), "gzip, gzip")
    assert "did not ask for" in why(site, "/twice")
    site["/cut"] = packed(gzip.compress(b"x" * 1000)[:-9], "gzip")
    assert "incomplete or damaged" in why(site, "/cut")
    site["/not"] = packed(b"plain", "gzip")
    assert "damaged" in why(site, "/not")


def test_robots_txt_is_asked_once_and_obeyed(site: Site) -> None:
    site["/robots.txt"] = page(
        "User-agent: *\nAllow: /\n\nUser-agent: quoth\nDisallow: /private\n", "text/plain"
    )
    site["/open"], site["/private"] = "x", "y"
    one = client()
    assert one.fetch(f"{site.url}/open").body == b"x"
    with pytest.raises(Forbidden, match=r"robots\.txt"):
        one.fetch(f"{site.url}/private")
    assert site.asked == ["/robots.txt", "/open"]


def test_robots_txt_holds_for_where_a_redirect_leads(site: Site) -> None:
    site["/robots.txt"] = page("User-agent: *\nDisallow: /private\n", "text/plain")
    site["/open"], site["/private"] = redirect("/private"), "x"
    with pytest.raises(Forbidden):
        client().fetch(f"{site.url}/open")
    assert "/private" not in site.asked


def test_robots_txt_that_cannot_be_read_allows_nothing(site: Site) -> None:
    site["/robots.txt"], site["/"] = page("", status=503), "x"
    assert "robots.txt gives 503" in why(site, "/")
    assert site.pages_asked == []
    site["/robots.txt"] = redirect("http://169.254.169.254/")
    assert "robots.txt cannot be read" in why(site, "/")


def test_a_delay_parts_two_requests_to_one_host(site: Site) -> None:
    site["/robots.txt"] = page("User-agent: *\nCrawl-delay: 5\n", "text/plain")
    site["/a"], site["/b"] = "a", "b"
    clock = Clock()
    one = client(clock, delay=2)
    one.fetch(f"{site.url}/a")
    one.fetch(f"{site.url}/b")
    assert clock.slept == [2.0, 5.0]
    site["/robots.txt"] = page("User-agent: *\nCrawl-delay: 86400\n", "text/plain")
    assert "86,400 seconds" in why(site, "/a")


def test_what_is_no_http_is_told(site: Site) -> None:
    site["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9\r\n\r\n") and None
    assert "no complete response" in why(site, "/", retries=0)


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for tls.example that nobody signed but itself, made by the real openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    made = [folder / "key.pem", folder / "cert.pem"]
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=tls.example", "-addext", "subjectAltName=DNS:tls.example",
         "-keyout", made[0], "-out", made[1]], check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_bytes(made[0].read_bytes() + made[1].read_bytes())
    return both


def over_tls(host: str, port: int) -> bytes:
    settings = FetchSettings(allowed_hosts=host, delay=0, retries=0, timeout=5)
    one = Client(settings, resolver=lambda *_: ["127.0.0.1"])
    return one.fetch(f"https://{host}:{port}/").body


def test_the_certificate_is_checked_for_the_name_and_not_for_the_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(certificate) as site:
        site["/"] = "secure"
        with pytest.raises(FetchError, match="certificate cannot be trusted"):
            over_tls("tls.example", site.port)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert over_tls("tls.example", site.port) == b"secure"
        assert site.headers["/"]["Host"] == f"tls.example:{site.port}"
        with pytest.raises(FetchError, match="certificate cannot be trusted"):
            over_tls("other.example", site.port)


def test_a_handshake_that_never_ends_is_left_when_the_time_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        with pytest.raises(FetchError):
            client(timeout=0.5, retries=0).fetch(f"https://{HOST}:{silent.getsockname()[1]}/")
        assert time.monotonic() - begun < 3
