#!/usr/bin/env bash
# Deploys the stacks $STACKS (names, separated by spaces): the reviewed plans in $PLANS, or without any, if that is empty.
set -euo pipefail

read -r -a stacks <<< "$STACKS"
if [ -n "$PLANS" ]; then
  exec npm run --silent deploy -- "${stacks[@]}" --reviewed "$PLANS" --auto-approve
fi
exec npm run --silent deploy -- "${stacks[@]}" --auto-approve
