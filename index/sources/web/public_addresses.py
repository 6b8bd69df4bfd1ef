"""Allow connections only to addresses on the public internet.

A name is resolved once, all of its addresses are checked, and the connection is made to one of
those checked addresses. So a second answer from DNS cannot lead to a private network.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
from collections.abc import Callable, Container, Sequence
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from threading import Thread

from index.errors import FetchError

log = logging.getLogger(__name__)
LOOK_UP_SECONDS = 20.0
Resolver = Callable[[str, int], list[str]]

# IANA's registries of special addresses, listed here because `is_global` differs between versions
# of Python. 168.63.129.16 is a public address, but on Azure it serves metadata.
REFUSED_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
PUBLIC_6 = IPv6Network("2000::/3")  # all global addresses allocated so far
REFUSED_6 = tuple(
    map(
        IPv6Network,
        ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "fec0::/10"),
    )
)
NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for all addresses of ``host``, which can be written as ``0x7f000001`` too.

    :raises OSError: there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def checked_addresses(
    host: str,
    port: int,
    *,
    allowed: Container[str],
    resolver: Resolver = resolve,
    seconds: float = LOOK_UP_SECONDS,
) -> list[str]:
    """Resolve ``host``, and return its addresses if all of them are public.

    The operator lets the hosts in ``allowed`` through with any addresses. The look-up is given up
    after ``seconds``.

    :raises FetchError: the name is unknown, DNS does not answer, or an address is not public.
    """
    try:
        found = _looked_up(resolver, host, port, seconds)
    except TimeoutError:
        raise FetchError(
            f"{host}: DNS gave no answer within {seconds:g} s",
            hint="Try again later, and check this machine's DNS.",
        ) from None
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise FetchError(f"{host}: no such host", hint="Check the address and this machine's DNS.")
    if host not in allowed:
        _check_public(host, found)
    return found


def _check_public(host: str, addresses: Sequence[str]) -> None:
    private = next((one for one in addresses if not is_public(one)), None)
    if private is None:
        return
    # The operator's log has the address; the error may be shown on Discord, where a name that
    # only the inner network knows must not be turned into its number.
    log.warning("%s resolves to %s, which is not on the public internet", host, private)
    raise FetchError(
        f"{host}: it is not on the public internet",
        hint="The operator can allow the host with QUOTH_FETCH__ALLOWED_HOSTS.",
    )


def _looked_up(resolver: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """Call the resolver in a thread, which is abandoned if it hangs.

    The resolver has no timeout of its own and cannot be interrupted.

    :raises TimeoutError: it did not answer within ``seconds``.
    """
    answer: Future[list[str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(resolver(host, port))
        except BaseException as error:  # noqa: BLE001 - raised again in the waiting thread
            answer.set_exception(error)

    Thread(target=ask, name=f"dns {host}", daemon=True).start()
    return answer.result(seconds)


def is_public(text: str) -> bool:
    """Return whether an address is on the public internet; an embedded IPv4 one is checked too."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return _is_public_4(address)
    wrapped = _wrapped(address)
    if wrapped is not None:
        return _is_public_4(wrapped)
    return (
        address.scope_id is None
        and address in PUBLIC_6
        and address.is_global
        and not any(address in network for network in REFUSED_6)
    )


def _is_public_4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in REFUSED_4)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that is embedded in a mapped, NAT64 or 6to4 address."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
