"""Find the words of a question that are prose: no code, path, flag, address or term of code."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from collections.abc import Iterator, Set
from functools import cache

from index.text.words import WORD

CODE = re.compile(r"```.*?(?:```|$)|`[^`]*`?", re.DOTALL)
TOKEN = re.compile(r"[^\s—–…,;!?]+")
BEFORE, AFTER = "\"'“‘«„(*~¿¡[", ".:\"'”’»)*~]"
PLAIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CUT = re.compile(r"['’](?!s\b)\w")  # "hasn" of "hasn't" is not a word
HUMP = re.compile(r"[^\W\d_A-Z][A-Z]")
# Names of tools and terms of programming that lists of English lack. Only those are needed that
# differ by one slip from a word that sources may well have.
TECHNICAL = frozenset(
    """
    aiohttp ajax allowlist ansible apache argv arraylist asgi async asyncio auth authn authz
    autofix autoload awscli backend backends bash bitbucket blocklist boolean breakpoint buildx
    cdn celery changelog charset chmod chown cli cmake codebase codec codepen conda config
    configs const containerd cors cron crontab crud csrf csv cuda curl cython daemon dataclass
    dataclasses dataset datetime debian deno denylist devops dict dicts django dns docker
    dockerfile docstring dotenv elasticsearch endpoint endpoints enum enums env envvar eslint
    fastapi fedora figma firefox flask frontend gcloud gevent git github gitlab golang grafana
    graphql grpc gunicorn hadoop haskell heroku hostname html http https httpx hypercorn iframe
    init insomnia ipython java javascript jinja jira jquery json jsonb jupyter jwt kafka keras
    keycloak kotlin kubectl kubernetes kwargs lambda laravel linter linux loopback lua macos
    mariadb markdown matplotlib memcached metadata microservice middleware middlewares minikube
    mongo mongodb mutex mypy mysql namespace netlify nextjs nginx nodejs npm numpy oauth opencv
    openid openssl orm pandas param params parser pathlib perl php pip pipenv plugin podman
    poetry popen postgres postgresql prisma prometheus pycharm pydantic pygame pylint pypi
    pyright pytest python pytorch rabbitmq react readme redis redux regex repl repo repos
    rollback ruff runtime rust sanic sass scala schema scikit scipy screenshare selenium
    serverless setuptools shader smtp snapshot socketio sqlalchemy sqlite sqlmodel starlette
    stderr stdin stdlib stdout struct structs subclass subdomain sudo svelte swagger symfony
    symlink syntax sysadmin systemd tailwind templating tensorflow terraform timestamp tkinter
    toml tornado traefik trio tuple tuples typedef typeerror typescript typing ubuntu ufw unban
    unicode unittest unix unmute upsert urllib utf uuid uvicorn uvloop valueerror varchar vercel
    vim virtualbox virtualenv vite vscode vue webhook webhooks webpack websocket websockets
    werkzeug wget whitelist wildcard wsgi xcode xml yaml yarn yml zsh
    """.split()  # noqa: SIM905 - it reads as a list of words
)


def prose(question: str) -> Iterator[re.Match[str]]:
    """Yield the words of ``question`` that may be misspelt, with their places in it."""
    plain = CODE.sub(lambda match: " " * len(match[0]), question)
    for token in TOKEN.finditer(plain):
        start = token.start() + len(token[0]) - len(token[0].lstrip(BEFORE))
        end = token.end() - len(token[0]) + len(token[0].rstrip(AFTER))
        core = plain[start:end]
        called = "()" in token[0]
        if PLAIN.fullmatch(core) and not HUMP.search(core) and not called:
            words = WORD.finditer(question, start, end)
            yield from (word for word in words if not CUT.match(question, word.end()))


def is_technical(word: str) -> bool:
    """Return whether ``word``, in lower case, is a term of code."""
    return word in _known() or (word.endswith("s") and word[:-1] in _known())


@cache
def _known() -> Set[str]:
    own = {name.casefold().strip("_") for name in (*dir(builtins), *sys.stdlib_module_names)}
    return TECHNICAL | own | set(keyword.kwlist)
