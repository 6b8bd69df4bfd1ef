"""Which addresses may be asked at all: those of the public internet, and no others.

A name is resolved once, every address that it has is checked, and the connection is made to one
of the very addresses that were checked. So it does not matter what DNS says the second time.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Container
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from threading import Thread

from index.errors import FetchError

LOOK_UP_SECONDS = 20.0
Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]

# IANA's registries of special addresses, written out: what `is_global` says of them differs
# from one version of Python to the next. 168.63.129.16 is public, and Azure's metadata.
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
PUBLIC_6 = IPv6Network("2000::/3")  # all that was ever given out
REFUSED_6 = tuple(
    map(
        IPv6Network,
        ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "fec0::/10"),
    )
)
NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for every address of ``host``; also ``127.1``, ``0x7f000001`` and the like.

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
    """The addresses of ``host`` that may be connected to; one that is refused refuses the host.

    ``allowed`` are the hosts that the operator lets through, whatever their addresses are; a
    look-up is given up after ``seconds``.

    :raises FetchError: the name is not known, DNS does not answer, or it leads inwards.
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
    inward = [] if host in allowed else [one for one in found if not is_public(one)]
    if inward:
        raise FetchError(
            f"{host}: its address {inward[0]} is not on the public internet",
            hint="To allow it, add the host to QUOTH_FETCH__ALLOWED_HOSTS.",
        )
    return found


def _looked_up(resolver: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """What the resolver says in time. It has no deadline of its own and cannot be interrupted, so
    it is asked in a thread that is left behind where it hangs.

    :raises TimeoutError: it did not answer.
    """
    answer: Future[list[str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(resolver(host, port))
        except BaseException as error:  # it is raised by whoever waits
            answer.set_exception(error)

    Thread(target=ask, name=f"dns {host}", daemon=True).start()
    return answer.result(seconds)


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, also when another is wrapped in it."""
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
    """The IPv4 address that a mapped, NAT64 or 6to4 address leads to."""
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
