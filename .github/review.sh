#!/bin/sh
# What a reviewer of a pull request is shown. The make targets ci-* run it, on GitHub and on any computer.
#
#   BASE    what to compare with; by default the point where this branch left origin/main
#   REVIEW  the folder for the results, build/review
#
# Exit codes are those of `briefings`: 0 clean, 1 problems (`check` only), anything else is a failure: 2 wrong use,
# 70 a crash, 74 something that the system refused. A part that fails says so, and what it printed is kept.
set -eu

REVIEW=${REVIEW:-build/review}
UNCOMPARED='No base commit: changed verdicts were not checked.'
LIMIT=900000 # bytes; GitHub drops a summary of more than 1,048,576

# The commit to compare with, or nothing where there is none: then everything counts as new.
base() {
  commit=$(git rev-parse --verify --quiet --end-of-options "${BASE:-origin/main}^{commit}") || return 0
  git merge-base "$commit" HEAD 2>/dev/null || printf '%s\n' "$commit"
}

# Problems are what these commands are for; anything else that goes wrong is an error.
allow_problems() {
  "$@" || [ "$?" -eq 1 ]
}

check() {
  if [ -n "$since" ]; then
    briefings check --format github --changed-since "$since"
  else
    # On GitHub a notice beside the change; elsewhere a line.
    [ "${GITHUB_ACTIONS:-}" = true ] && printf '::notice::'
    echo "$UNCOMPARED"
    briefings check --format github
  fi
}

preview() {
  if [ -n "$since" ]; then
    briefings preview --output "$REVIEW/preview" --changed-since "$since"
  else
    briefings preview --output "$REVIEW/preview"
  fi
}

fixes() {
  rm -f "$REVIEW/fixes.patch" "$REVIEW/fixes.log"
  mkdir -p "$REVIEW"
  status=0
  briefings fix >"$REVIEW/fixes.new" 2>"$REVIEW/fixes.log" || status=$?
  if [ "$status" -gt 1 ]; then
    cat "$REVIEW/fixes.log" >&2
    echo "No fixes could be made: briefings fix ended with $status. $REVIEW/fixes.log has what it said." >&2
    return "$status"
  fi
  if grep -q '^+++ ' "$REVIEW/fixes.new"; then
    mv "$REVIEW/fixes.new" "$REVIEW/fixes.patch"
    echo "The proposed fixes are in $REVIEW/fixes.patch."
  else
    echo "There is no fix to propose."
  fi
  rm -f "$REVIEW/fixes.new" "$REVIEW/fixes.log"
}

summary() {
  mkdir -p "$REVIEW"
  failed=0
  report >"$REVIEW/report.md"
  if [ "$(wc -c <"$REVIEW/report.md")" -gt "$LIMIT" ]; then
    shorten "$REVIEW/report.md" >"$REVIEW/summary.md"
    rm "$REVIEW/report.md"
  else
    mv "$REVIEW/report.md" "$REVIEW/summary.md"
  fi
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    cat "$REVIEW/summary.md" >>"$GITHUB_STEP_SUMMARY"
  fi
  echo "The summary is in $REVIEW/summary.md."
  return "$((failed * 2))"
}

report() {
  if [ -n "$since" ]; then
    part allow_problems briefings check --format markdown --changed-since "$since"
    unbuilt
    printf '\n## What changes in meaning\n\n'
    # The whole comparison; `shorten` holds the page to GitHub's limit.
    set -- "$since" --limit 0
    if [ -n "${BRIEFINGS_REPO_URL:-}" ]; then
      set -- "$@" --link "$BRIEFINGS_REPO_URL/blob"
    fi
    part briefings diff "$@"
  else
    part allow_problems briefings check --format markdown
    unbuilt
    printf '\n## What changes in meaning\n\n'
    echo "The state before this change is not there to compare with, so nothing can be said. $UNCOMPARED"
  fi
  if [ -f "$REVIEW/fixes.log" ]; then # of a step that has failed
    printf '\n## Proposed fixes\n\n'
    echo '**This part could not be made. The log of the step “Propose fixes” says why.**'
  elif [ -f "$REVIEW/fixes.patch" ]; then
    printf '\n## Proposed fixes\n\n'
    echo 'The program proposes these changes. It has made none of them: read each, and take what you mean.'
    echo 'In the browser, edit the file and copy the lines with a `+`. On your computer, `briefings fix --write`'
    printf 'makes them all%s.\n\n' "$(link ', as does `git apply` with the file ' fixes.patch "${FIXES_URL:-}")"
    fenced "$REVIEW/fixes.patch"
  fi
  if [ -n "${PREVIEW_URL:-}" ]; then
    printf '\n## Preview\n\n'
    printf 'Download%s, unpack it and open `index.html`.\n' "$(link ' ' 'the changed pages' "$PREVIEW_URL")"
  fi
}

# Templates and hand-written pages have mistakes that only a build finds.
unbuilt() {
  if [ "${SITE:-}" = failure ]; then
    printf '\n**The site could not be built.** The log of the step “Build the site” says why.\n'
  fi
}

# One part of the report. If it fails, the others are still worth having.
part() {
  "$@" || {
    failed=1
    echo '**This part could not be made. The log of the step says why.**'
  }
}

link() {
  [ -z "$3" ] || printf '%s[%s](%s)' "$1" "$2" "$3"
}

# A file as a block of code, with a fence that no line in it can close.
fenced() {
  fence=$(awk '{ while (match($0, /`+/)) { if (RLENGTH > n) n = RLENGTH; $0 = substr($0, RSTART + RLENGTH) } }
    END { do { fence = fence "`" } while (length(fence) < 3 || length(fence) <= n); print fence }' "$1")
  printf '%sdiff\n' "$fence"
  cat "$1"
  printf '%s\n' "$fence"
}

# The beginning of a report that is too long, in whole lines, with every fence closed.
shorten() {
  head -c "$LIMIT" "$1" | sed '$d' | awk '
    { print }
    match($0, /^```+/) { if (!open) open = substr($0, 1, RLENGTH); else if ($0 == open) open = "" }
    END { if (open) print open }'
  printf '\nThe rest is left out: GitHub shows no more than this. `briefings check` and `briefings diff` show all of it.\n'
}

since=$(base)
case "${1:-}" in
  check | preview | fixes | summary) "$1" ;;
  *)
    echo 'usage: review.sh check|preview|fixes|summary' >&2
    exit 2
    ;;
esac
