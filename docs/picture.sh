#!/usr/bin/env bash
# Makes docs/after-action.png: the first screen of the sample's after-action report as a page. Needs cargo, Chromium and
# pngquant on PATH.
#
#   docs/picture.sh

set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
picture=docs/after-action.png

cargo run --quiet -- report after-action harbor-search --html -o "$folder/page.html" >/dev/null
as_root=()
[ "$(id -u)" != 0 ] || as_root=(--no-sandbox)
chromium --headless --disable-gpu "${as_root[@]}" --user-data-dir="$folder/profile" --hide-scrollbars \
  --window-size=1280,900 --force-device-scale-factor=1.5 --screenshot="$folder/page.png" "file://$folder/page.html" \
  >/dev/null 2>&1
pngquant --force --strip --speed 1 --output "$picture" 32 "$folder/page.png"
size=$(wc -c <"$picture")
echo "$picture has $size bytes"
[ "$size" -le $((200 * 1024)) ]
