#!/usr/bin/env bash
# Plans every synthesized stack and writes <folder>/<stack>.txt for each, and <folder>/comment.md for the pull request.
# A stack that stands on stacks that are not deployed yet cannot be planned: the comment says so, and it is no failure.
set -euo pipefail

folder=$1
# GitHub refuses comments over 65,536 characters; the whole plans are in the workflow's artifact.
limit=60000

main() {
  local failed=0
  mkdir -p "$folder"
  echo '## Terraform plan' > "$folder/comment.md"
  for stack in $(cd cdktf.out/stacks && ls); do
    plan "$stack" || failed=1
  done
  shorten "$folder/comment.md"
  return "$failed"
}

plan() {
  local stack=$1 text="$folder/$1.txt" verdict status=0
  if npm run --silent plan -- "$stack" 2>&1 | without_colours > "$text"; then
    verdict=$(grep --extended-regexp '^(No changes|Plan:|Changes to Outputs)' "$text" | head -n 1) || verdict='planned'
  elif grep --quiet 'Unable to find remote state' "$text"; then
    verdict='waits for stacks that are not deployed yet'
  else
    verdict='**could not be planned**'
    status=1
  fi
  add_to_comment "$stack" "$verdict" "$text"
  return "$status"
}

without_colours() {
  sed --expression 's/\x1b\[[0-9;]*m//g'
}

add_to_comment() {
  {
    printf '\n<details><summary><code>%s</code>: %s</summary>\n\n~~~\n' "$1" "$2"
    cat "$3"
    printf '\n~~~\n</details>\n'
  } >> "$folder/comment.md"
}

shorten() {
  [ "$(wc --chars < "$1")" -le "$limit" ] && return 0
  local whole
  whole=$(cat "$1")
  printf '%s\n~~~\n</details>\n\nCut here: the whole plans are in the artifact `plans` of this run.\n' "${whole:0:limit}" > "$1"
}

main
