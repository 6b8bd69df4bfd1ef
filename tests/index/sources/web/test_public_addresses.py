"""No spelling of an inward address is let through, and no public one is refused."""

from __future__ import annotations

import ipaddress
import string
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FetchError
from index.settings import FetchSettings
from index.sources.web.fetcher import Client
from index.sources.web.public_addresses import checked_addresses, is_public
from index.sources.web.urls import host_of, is_within, port_of, redacted, stem_of, web_address

INWARD_4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
    "168.63.129.16/32",
]  # fmt: skip
INWARD_6 = ["::/127", "fe80::/10", "fc00::/7", "ff00::/8", "fec0::/10", "2001:db8::/32",
            "2001::/32", "100::/64", "64:ff9b:1::/48", "5f00::/16"]  # fmt: skip
PUBLIC = ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:82f::200e",
          "64:ff9b::808:808", "2002:808:808::1"]  # fmt: skip


def within(networks: list[str]) -> st.SearchStrategy[int]:
    nets = [ipaddress.ip_network(one) for one in networks]
    return st.sampled_from(nets).flatmap(
        lambda net: st.integers(int(net.network_address), int(net.broadcast_address))
    )


@st.composite
def spelled(draw: st.DrawFn) -> str:
    """An inward IPv4 address, in one of the spellings that a resolver or a browser takes."""
    value = draw(within(INWARD_4))
    a, b, c, d = value.to_bytes(4, "big")
    number = draw(st.sampled_from([str, hex, lambda n: f"0{n:o}", lambda n: f"0X{n:X}"]))
    plain = f"{a}.{b}.{c}.{d}"
    return draw(
        st.sampled_from(
            [
                plain,
                number(value),
                ".".join(map(number, (a, b, c, d))),
                ".".join(map(number, (a, b, c << 8 | d))),
                ".".join(map(number, (a, b << 16 | c << 8 | d))),
                plain.translate(str.maketrans(string.digits, "０１２３４５６７８９")),
                plain.replace(".", "。"),
                f"{plain}.",
                f"[::ffff:{plain}]",
                f"[::{plain}]",
                f"[64:ff9b::{plain}]",
                f"[64:ff9b:1::{plain}]",
                f"[2002:{a << 8 | b:x}:{c << 8 | d:x}::1]",
                f"[2001:0:1:1:0:1:{~(a << 8 | b) & 0xFFFF:x}:{~(c << 8 | d) & 0xFFFF:x}]",
            ]
        )
    )


@given(spelled(), st.sampled_from(["http", "https"]))
def test_an_inward_address_is_refused_however_it_is_spelled(host: str, scheme: str) -> None:
    """By the real resolver, which reads all these numbers without asking anybody."""
    with pytest.raises(FetchError):
        ask(f"{scheme}://{host}/")


def ask(text: str) -> None:
    url = web_address(text)
    checked_addresses(host_of(url), port_of(url), allowed=frozenset())


@given(within(INWARD_6))
def test_an_inward_address_of_ipv6_is_refused(value: int) -> None:
    assert not is_public(str(ipaddress.IPv6Address(value)))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert is_public(address)
    assert checked_addresses("x", 80, allowed=(), resolver=lambda *_: [address]) == [address]


@given(st.integers(0, 2**128 - 1))
def test_no_address_that_python_calls_inward_is_let_through(value: int) -> None:
    for address in (ipaddress.IPv6Address(value), ipaddress.IPv4Address(value & 0xFFFFFFFF)):
        if is_public(str(address)):
            assert not any((address.is_private, address.is_multicast, address.is_loopback))
            assert not any((address.is_link_local, address.is_unspecified))


def test_what_is_no_address_is_refused() -> None:
    for text in ("", "fe80::1%eth0", "2606:4700::1%1", "localhost", "1.2.3"):
        assert not is_public(text)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "//example.org/", "example.org", "http:///x", "http://a b/", "http://[",
     "http://example.org:22/", "http://example.org:99999/", "http://ex ample.org", "http://..",
     "javascript:alert(1)", "http://x/\n", "http://" + "a" * 3000, "http://exa_$mple.org/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        web_address(url if url != "http://x/\n" else "http://x/\ny", allowed_hosts=())


@pytest.mark.parametrize(
    "url",
    ["http://ann:hunter2@example.org/", "https://hunter2@example.org", "http://ann:hunter2@[::1]/",
     "ann:hunter2@example.org"],
)  # fmt: skip
def test_a_password_in_an_address_is_refused_and_never_shown(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        web_address(url)
    assert "hunter2" not in caught.value.message + caught.value.hint
    assert "hunter2" not in redacted(url)


@given(st.text())
def test_a_web_address_is_written_in_one_form(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"http://{text}/"):
        try:
            once = web_address(url)
        except FetchError:
            continue
        assert web_address(once) == once
        assert once.isascii()
        assert once.startswith(("http://", "https://"))
        assert not set(once) & set(' \n\t<>"')


@given(st.text(min_size=1))
def test_a_file_for_an_address_has_a_safe_name(text: str) -> None:
    stem = stem_of(f"https://example.org/{text}")
    assert set(stem) <= set(string.ascii_lowercase + string.digits + "-")
    assert len(stem) <= 80


def test_two_addresses_have_two_files() -> None:
    assert stem_of("https://example.org/a?x=1") != stem_of("https://example.org/a?x=2")
    assert stem_of("https://example.org/a/b/").startswith("b-")


def test_a_prefix_ends_where_a_name_ends() -> None:
    assert is_within("https://h/a/b", "https://h/a")
    assert is_within("https://h/a", "https://h/a")
    assert is_within("http://h/a/", "https://h/a/")
    assert not is_within("https://h/ab", "https://h/a")
    assert not is_within("https://g/a/b", "https://h/a")


def test_a_resolver_that_hangs_does_not_hang_the_fetch() -> None:
    hanging = threading.Event()

    def slow(_host: str, _port: int) -> list[str]:
        hanging.wait(30)
        return ["8.8.8.8"]

    began = time.monotonic()
    client = Client(FetchSettings(timeout=0.3, delay=0, retries=3), resolver=slow)
    with pytest.raises(FetchError, match=r"example\.org: DNS gave no answer within 0\.3 s"):
        client.fetch("http://example.org/")
    assert time.monotonic() - began < 5
    hanging.set()


@pytest.mark.parametrize("error", [OSError("no such name"), UnicodeError("label too long")])
def test_what_the_resolver_raises_is_a_host_that_is_not_known(error: Exception) -> None:
    def broken(_host: str, _port: int) -> list[str]:
        raise error

    with pytest.raises(FetchError, match="no such host"):
        checked_addresses("example.org", 80, allowed=(), resolver=broken)


def test_a_mistake_in_a_resolver_is_not_hidden() -> None:
    def mistaken(_host: str, _port: int) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        checked_addresses("example.org", 80, allowed=(), resolver=mistaken)
