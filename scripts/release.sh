#!/usr/bin/env bash
# A release in one folder: scripts/release.sh [FOLDER]. The static binary with its manual, completions, terms and bill of
# materials as a .tar.gz; a .deb; what a container is built from; a Homebrew formula with the source it builds; SHA256SUMS. What
# this machine lacks for a part is said, and the part is left out.
#   BASE=https://where.it/lies   the address under which the files will be had (for the formula; without it, this folder)
#   BUILT=yes                    the folder holds what packaging/package.sh made; it is not made again
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
folder=$(realpath -m "${1:-${CARGO_TARGET_DIR:-target}/release-$version}")
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
left_out=()
has() { command -v "$1" >/dev/null; }
# The same files give the same archive, whenever and by whom it is made.
pack() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$1" -cf - "$2" | gzip -9n; }

# Static where the parts for it are here: then one binary runs on every Linux, and in an empty container.
musl=$(uname -m)-unknown-linux-musl
if has musl-gcc && rustup target list --installed 2>/dev/null | grep -qx "$musl"; then
  export TARGET=$musl
else
  left_out+=("the static binary: rustup target add $musl; apt-get install musl-tools (this one needs the C library of this machine)")
fi
mkdir -p "$folder"
[ "${BUILT:-}" = yes ] || packaging/package.sh "$folder"
binary=$folder/charley
"$binary" man "$folder/man"
mkdir -p "$folder/completions"
"$binary" completions bash >"$folder/completions/charley.bash"
"$binary" completions zsh >"$folder/completions/_charley"
"$binary" completions fish >"$folder/completions/charley.fish"
[ "$("$binary" --version)" = "charley $version" ] || { echo "the binary is not charley $version" >&2; exit 1; }
if [ -n "${TARGET:-}" ] && ! { ldd "$binary" 2>&1 | grep -Eq 'statically linked|not a dynamic executable'; }; then
  echo "the binary is not static" >&2
  exit 1
fi

name=charley-$version-${TARGET:-$(rustc -vV | sed -n 's/^host: //p')}
parcel=$(mktemp -d)
trap 'rm -rf "$parcel"' EXIT
mkdir "$parcel/$name"
cp -r "$folder"/{charley,man,completions,LICENSE-MIT,LICENSE-APACHE,NOTICE,THIRD-PARTY.txt,charley.cdx.json} packaging/charley{,-watch,-import}.service packaging/charley-import.path "$parcel/$name"
pack "$parcel" "$name" >"$folder/$name.tar.gz"
parts=("$name.tar.gz")

if has dpkg-deb; then
  packaging/deb.sh "$folder"
  parts+=("$(cd "$folder" && ls "charley_${version}"_*.deb)")
else
  left_out+=("the .deb: it needs dpkg-deb (apt-get install dpkg)")
fi

if [ -n "${TARGET:-}" ]; then
  mkdir -p "$folder/data"
  cp packaging/Containerfile "$folder"
  engine=$(has podman && echo podman || { has docker && docker info >/dev/null 2>&1 && echo docker; } || true)
  if [ -n "$engine" ]; then
    "$engine" build -t "charley:$version" -f "$folder/Containerfile" "$folder"
  else
    left_out+=("the container's image: neither podman nor a running docker is here; its Containerfile lies in $folder")
  fi
else
  left_out+=("the container: it needs the static binary")
fi

source=charley-$version-source.tar.gz
git archive --format=tar --prefix="charley-$version/" HEAD | gzip -9n >"$folder/$source"
base=${BASE:-file://$folder}
sed -e "s|@HOME@|${BASE:-https://charley.invalid}|" -e "s|@URL@|$base/$source|" \
  -e "s|@SHA256@|$(sha256sum "$folder/$source" | cut -d' ' -f1)|" packaging/charley.rb.in >"$folder/charley.rb"
parts+=("$source" charley.rb)

if has systemd-analyze; then
  cp packaging/charley-import.path "$parcel"
  for unit in charley charley-watch charley-import; do
    exposure=$(systemd-analyze security --offline=true --threshold=40 "packaging/$unit.service" | tail -1) || { echo "$exposure"; exit 1; }
    echo "$exposure"
    sed "s|%h/.cargo/bin/charley|$binary|" "packaging/$unit.service" >"$parcel/$unit.service"
    XDG_RUNTIME_DIR=$parcel systemd-analyze verify --user --man=no "$parcel/$unit.service"
  done
  XDG_RUNTIME_DIR=$parcel systemd-analyze verify --user --man=no "$parcel/charley-import.path"
else
  left_out+=("the look at the units: systemd-analyze is not here")
fi

(cd "$folder" && sha256sum charley charley.cdx.json THIRD-PARTY.txt "${parts[@]}" | tee SHA256SUMS)
for part in "${left_out[@]}"; do echo "left out: $part"; done
