# syntax=docker/dockerfile:1
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node proxy/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production \
    SLUICE_DATA_DIR=/data \
    SLUICE_POLICIES=/policies/policies.yaml \
    SLUICE_PROXY_LISTEN=0.0.0.0:8080 \
    SLUICE_CONSOLE_LISTEN=0.0.0.0:8090
WORKDIR /app
# The slim image has no CA bundle; upstream certificates are checked against this one.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /build/package.json /build/policies.example.yaml /build/LICENSE ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
RUN mkdir -m 0700 /data && mkdir /policies && chown node:node /data /policies
USER node
VOLUME ["/data", "/policies"]
EXPOSE 8080 8090
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--enable-source-maps", "dist/main.js"]
CMD ["start"]
