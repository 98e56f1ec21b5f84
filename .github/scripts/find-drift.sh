#!/usr/bin/env bash
# Looks for drift, shows it in the summary of the run, and keeps the issue about it. Drift is no failure of the workflow.
set -euo pipefail

code=0
npm run --silent drift -- --issue --out drift.md > /dev/null || code=$?
if [ -f drift.md ]; then cat drift.md >> "$GITHUB_STEP_SUMMARY"; fi
case "$code" in
  0) ;;
  2) echo '::warning::Something was changed outside Terraform: see the issue with the label drift.' ;;
  *) exit "$code" ;;
esac
