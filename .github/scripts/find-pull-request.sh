#!/usr/bin/env bash
# Prints outputs of a workflow step: `number`, the open pull request that merges the commit $HEAD_SHA of the branch
# $HEAD_BRANCH of this repository into $BASE, empty if there is none (any more); and `accept`, which is `dangerous` if the
# label accept-dangerous was set after that commit became the head. A label that is older is taken away: who set it has
# accepted what was there then. All of it comes from GitHub, nothing from what the pull request's code has made.
set -euo pipefail
export LC_ALL=C

main() {
  local pull number
  pull=$(pull_request)
  number=$(jq --raw-output '.number // empty' <<< "$pull")
  echo "number=$number"
  if [ -z "$number" ] || ! jq --exit-status 'any(.labels[]; .name == "accept-dangerous")' <<< "$pull" > /dev/null; then
    return
  fi
  if [[ "$(labeled_at "$number")" > "$(head_since)" ]]; then
    echo 'accept=dangerous'
  else
    remove_label "$number"
  fi
}

pull_request() {
  gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open -f base="$BASE" \
    -f head="$GITHUB_REPOSITORY_OWNER:$HEAD_BRANCH" |
    jq '[.[] | select(.head.sha == env.HEAD_SHA and .head.repo.full_name == env.GITHUB_REPOSITORY)][0] // {}'
}

labeled_at() {
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$1/events?per_page=100" |
    jq --slurp --raw-output \
      'add | map(select(.event == "labeled" and .label.name == "accept-dangerous") | .created_at) | max // ""'
}

# When the first run began of those that nothing but this commit has had on this branch since. A push begins one, and
# GitHub sets its time, while the times in a commit are whatever its author wants. Without any: never.
head_since() {
  gh api --method GET "repos/$GITHUB_REPOSITORY/actions/workflows/synthesize.yml/runs" -f event=pull_request \
    -f branch="$HEAD_BRANCH" -F per_page=100 |
    jq --raw-output '[.workflow_runs[] | select(.head_repository.full_name == env.GITHUB_REPOSITORY)]
      | sort_by(.created_at) | reverse
      | .[:(([.[].head_sha == env.HEAD_SHA] | index(false)) // length)] | last.created_at // "never"'
}

# A run that is started again finds it gone.
remove_label() {
  gh api --silent --method DELETE "repos/$GITHUB_REPOSITORY/issues/$1/labels/accept-dangerous" 2> label.error ||
    grep 'HTTP 404' label.error >&2
}

main
