#!/usr/bin/env bash
# Puts a Markdown file into the one comment that this workflow keeps in the pull request $PULL_REQUEST.
set -euo pipefail

marker='<!-- fargate-delivery: plan -->'
body=$(mktemp)
{ echo "$marker"; cat "$1"; } > "$body"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
existing=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | head -n 1)

if [ -n "$existing" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$existing" --field "body=@$body" --silent
else
  gh api --method POST "$comments" --field "body=@$body" --silent
fi
