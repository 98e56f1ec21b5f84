#!/usr/bin/env bash
# Deploys the stacks $STACKS (names, separated by spaces): what the review at $RECORD found, or without one, if it is empty.
set -euo pipefail

read -r -a stacks <<< "$STACKS"
if [ -n "$RECORD" ]; then
  exec npm run --silent deploy -- "${stacks[@]}" --reviewed "$RECORD" --auto-approve
fi
exec npm run --silent deploy -- "${stacks[@]}" --auto-approve
