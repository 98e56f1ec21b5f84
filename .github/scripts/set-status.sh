#!/usr/bin/env bash
# Sets the commit status $CONTEXT of $HEAD_SHA, since a run of this kind is no check of the pull request, and fails if the
# change must not be merged. $OUTCOME: `pending`, `not-synthesized`, or the exit code of the review, empty if there is none.
set -euo pipefail

case "$OUTCOME" in
  pending) state=pending text='The change is being planned.' code=0 ;;
  not-synthesized) state=error text='The change could not be synthesized: see the workflow Synthesize.' code=0 ;;
  0) state=success text='Nothing was found that needs attention.' code=0 ;;
  2) state=success text='Needs attention: see the comment.' code=0 ;;
  3) state=failure text='Dangerous: see the comment. The label accept-dangerous accepts it.' code=3 ;;
  *) state=error text='The change could not be reviewed whole: see the comment or the run.' code=1 ;;
esac
gh api --silent --method POST "repos/$GITHUB_REPOSITORY/statuses/$HEAD_SHA" -f context="$CONTEXT" -f state="$state" \
  -f description="$text" -f target_url="$RUN_URL"
case "$state" in
  success | pending) if [ "$OUTCOME" = 2 ]; then echo "::warning::$text"; fi ;;
  *) echo "::error::$text" ;;
esac
exit "$code"
