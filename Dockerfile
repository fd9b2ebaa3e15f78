# Traguardo in un contenitore: niente va compilato, e npm serve solo a costruirlo.
FROM node:24-bookworm-slim AS packages
WORKDIR /opt/traguardo
COPY package.json package-lock.json .npmrc ./
COPY packages/slack-sandbox/package.json packages/slack-sandbox/
# Il Node dei pacchetti facoltativi non serve: c'è quello dell'immagine.
RUN npm ci --omit=dev --omit=optional --workspaces=false

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Traguardo" \
      org.opencontainers.image.description="Assistente Slack per il ciclo della performance di un ente" \
      org.opencontainers.image.licenses="EUPL-1.2"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    TRAGUARDO_HEALTH_PORT=3000 \
    TRAGUARDO_DB=/var/lib/traguardo/traguardo.sqlite \
    TRAGUARDO_COMPILED=/var/lib/traguardo/compiled
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/traguardo
WORKDIR /opt/traguardo
COPY --from=packages /opt/traguardo/node_modules node_modules
COPY package.json manifest.json LICENSE ./
COPY data data
COPY src src
USER node
VOLUME ["/var/lib/traguardo"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "src/main.ts"]
