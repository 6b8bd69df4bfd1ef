# See docs/how-to/run-in-a-container.md. The release of Python is Debian's, which the tests use too.
FROM debian:12-slim AS installed
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv
RUN python3 -m venv /opt/quoth
COPY pyproject.toml constraints.txt README.md LICENSE /src/
COPY bot /src/bot
COPY index /src/index
RUN /opt/quoth/bin/pip install --no-cache-dir --constraint /src/constraints.txt /src

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3 ca-certificates && rm -rf /var/lib/apt/lists
RUN useradd --uid 10001 --no-create-home --home-dir /quoth/var quoth
COPY --from=installed /opt/quoth /opt/quoth
COPY docs/articles /quoth/docs/articles
RUN mkdir -p /quoth/var && chown -R quoth:quoth /quoth
USER 10001:10001
WORKDIR /quoth
# Paths that can be written: the two volumes and /tmp.
ENV PATH=/opt/quoth/bin:/usr/local/bin:/usr/bin:/bin HOME=/quoth/var MPLCONFIGDIR=/tmp PYTHONUNBUFFERED=1 QUOTH_HEALTH__PORT=9300
VOLUME ["/quoth/var", "/quoth/docs"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=5 CMD ["/opt/quoth/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9300/readyz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/quoth/bin/quoth"]
CMD ["run"]
