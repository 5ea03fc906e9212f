# The demo with dependencies of its own: those that npm installed on macOS would not run in a Linux container.
FROM prom/prometheus:v3.5.0 AS prometheus

FROM node:20-bookworm-slim
COPY --from=prometheus /bin/promtool /usr/local/bin/
# Prometheus runs as nobody, and has to be able to delete what the history wrote.
RUN mkdir /prometheus && chown nobody /prometheus
WORKDIR /repo
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY src src
COPY demo demo
USER nobody
ENTRYPOINT ["node", "--import", "tsx", "demo/main.ts"]
