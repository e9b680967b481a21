#!/usr/bin/env bash
# What people get: the binary without a path of this machine in it, its terms, the terms of all that it is built from, a bill of
# materials, and a checksum of each. Usage: [TARGET=x86_64-unknown-linux-musl] packaging/package.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
folder=${1:-$target/package}
# Rust puts paths of sources into messages of panics, C into assertions. Mapped away, two builds of one commit in two folders are
# the same bytes. Cargo's own way, `trim-paths`, is not stable in Rust 1.95.
home=${CARGO_HOME:-$HOME/.cargo}
export RUSTFLAGS="--remap-path-prefix=$PWD=charley --remap-path-prefix=$home=cargo --remap-path-prefix=$target=target"
export CFLAGS="-ffile-prefix-map=$PWD=charley -ffile-prefix-map=$home=cargo -ffile-prefix-map=$target=target"
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
# A folder of its own: other flags would build everything anew there and back.
CARGO_TARGET_DIR=$target/packaged cargo build --locked --profile dist ${TARGET:+--target "$TARGET"} -p charley --bin charley --example bill
built=$target/packaged/${TARGET:+$TARGET/}dist
unset RUSTFLAGS CFLAGS
mkdir -p "$folder"
cp "$built/charley" LICENSE-MIT LICENSE-APACHE NOTICE packaging/charley.service "$folder"
"$built/examples/bill" "$folder"
(cd "$folder" && sha256sum charley charley.cdx.json THIRD-PARTY.txt | tee SHA256SUMS)
if grep -aq -e "$PWD" -e "$home" "$folder/charley"; then
  echo "the binary still holds paths of this machine" >&2
  exit 1
fi
