# The app alone: no development tools, no stand-ins. `.dockerignore` lets nothing else in.
#
#   docker build -t wasend-slack .
#   docker run --init --env-file .env -p 3000:3000 -v wasend-data:/app/data --stop-timeout 100 wasend-slack
#
# One container for one volume: the store refuses a second process. A call to Wasend may take 90 seconds, and stopping
# lets it end; hence the time to stop. The command line: docker exec … node src/cli/ledger.ts verify

FROM node:24-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The optional dependency is Node itself, which this image has.
RUN npm ci --omit=dev --omit=optional --workspaces=false --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
ENV NODE_ENV=production
WORKDIR /app
# Owned by root: the app can read itself and write its data, nothing else.
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
RUN install -d -o node -g node -m 0700 data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/app/start.mjs"]
