#!/usr/bin/env bash
# Fills fuzz/corpus/ from the sample engagements and the built-in templates. The first bytes of a file
# choose the kind that it is read as; each seed is tried as several.

set -euo pipefail
cd "$(dirname "$0")"

kinds=(people requirements goals signoffs feedback spend lessons actions artifacts approaches notes
  hypothesis validate select dev onsite demo adjust after-action plan-next engagement pace outcomes engage)
mkdir -p corpus/{read,edit,merge,debrief,template}

# kind PATH: the number of its kind, as the targets count them.
kind() {
  local at
  for at in "${!kinds[@]}"; do
    case $1 in */"${kinds[at]}"/* | *-"${kinds[at]}".yaml | */"${kinds[at]}".yaml) printf '%02x' "$at" && return ;; esac
  done
  printf 00
}

find .. -type f -name '*.yaml' -path '*engage*' -not -path '*/target/*' -not -path '*/fuzz/*' -size -16k | sort | while read -r file; do
  name=$(printf '%s' "$file" | sha256sum | cut -c1-16) of=$(kind "$file")
  { printf "\\x$of"; cat "$file"; } >"corpus/read/$name"
  { printf "\\x$of"; cat "$file"; printf '\0'; sed '$d' "$file"; printf '\0'; sed '2s/$/ too/' "$file"; } >"corpus/merge/$name"
  for at in 00 01 02 05; do
    { printf "\\x$of\\x$at\\x$at\\x01\\x00\\x01"; printf 'words: "of" # theirs\n'; cat "$file"; } >"corpus/edit/$name-$at"
  done
done
at=0
for file in ../templates/*; do
  { printf "\\x$(printf '%02x' "$at")"; cat "$file"; } >"corpus/template/$(basename "$file")"
  at=$((at + 2))
done
grep -h '"' ../src/render/*.rs | grep -o '"[^"]*{[{%][^"]*"' | tr -d '"' | while read -r line; do
  printf '\x00%s' "$line" >"corpus/template/$(printf '%s' "$line" | sha256sum | cut -c1-16)"
done
at=0
awk '/^  day: /{on=1} on&&/^$/{exit} on{sub(/^  /,""); print}' ../src/cmd/debrief/mod.rs >corpus/debrief/help
for file in ../tests/cmd/debrief.in/*.md; do
  at=$((at + 1)) && cp "$file" "corpus/debrief/$at"
done
