#!/usr/bin/env bash
# Prints outputs of a workflow step: `jobs`, the jobs that deploy, in their order; and `record`, where the record of the
# review is. A push deploys what the review of its pull request found changes in; by hand, everything is deployed without.
set -euo pipefail

main() {
  local head all bucket
  if [ "$GITHUB_EVENT_NAME" != push ]; then
    all=$(npm run --silent jobs)
    print_jobs "$all" ''
    return
  fi
  head=$(reviewed_commit)
  if [ -z "$head" ]; then
    stop "$GITHUB_SHA was not merged by a pull request, so it was not reviewed."
  fi
  all=$(npm run --silent jobs -- --reviewed "$head") || stop "There is no record of a review of $head."
  bucket=$(jq --raw-output .stateBucket <<< "$all")
  print_jobs "$all" "s3://$bucket/reviews/$head/"
}

# The head of the pull request that was merged as this commit into this branch, be it a merge, a squash or the last of a
# rebase: the commit may also be in a pull request against another branch. Git's commit ids and names of branches hold no
# quotes, and a name that does is not found.
reviewed_commit() {
  local merged=".merged_at != null and .merge_commit_sha == \"$GITHUB_SHA\" and .base.ref == \"$GITHUB_REF_NAME\""
  gh api "repos/$GITHUB_REPOSITORY/commits/$GITHUB_SHA/pulls" --jq ".[] | select($merged) | .head.sha" | head -n 1
}

print_jobs() {
  local jobs
  jobs=$(jq --compact-output .jobs <<< "$1")
  echo "jobs=$jobs"
  echo "record=$2"
}

stop() {
  echo "::error::$1 To deploy all the same, run this workflow by hand: it plans and applies." >&2
  exit 1
}

main
