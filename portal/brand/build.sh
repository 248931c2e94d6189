#!/bin/sh
# Rebuilds portal/static/portal from the sources in this folder. Needs Node 20 or later and npm.
set -eu
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "make brand needs Node.js 20 or later with npm." >&2; exit 1; }
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
node build.mjs
