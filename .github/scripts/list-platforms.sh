#!/usr/bin/env bash
# Prints the output `list` of a workflow step: the platforms beside that of platform.config.ts, as JSON; only the one that
# is called $ONLY, if that is not empty.
set -euo pipefail

list=$(npm run --silent platforms)
if [ -n "$ONLY" ]; then list=$(jq --compact-output '[.[] | select(.name == env.ONLY)]' <<< "$list"); fi
if [ -n "$ONLY" ] && [ "$list" = '[]' ]; then
  echo "::error::platforms.json has no platform $ONLY beside that of platform.config.ts: npm run platforms lists them." >&2
  exit 1
fi
echo "list=$list"
