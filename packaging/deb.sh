#!/usr/bin/env bash
# The Debian package of a binary that is built: packaging/deb.sh FOLDER, where FOLDER holds what scripts/release.sh put there (the
# binary, its manual, completions, terms). Writes FOLDER/charley_VERSION_ARCHITECTURE.deb.
set -euo pipefail
folder=$(realpath "$1")
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
maintainer='The Charley developers <developers@charley.invalid>'
architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
put() { install -D -m "$1" "$2" "$root/$3"; }

put 755 "$folder/charley" usr/bin/charley
for page in "$folder"/man/*.1; do
  put 644 "$page" "usr/share/man/man1/$(basename "$page")"
done
gzip -9n "$root"/usr/share/man/man1/*
put 644 "$folder/completions/charley.bash" usr/share/bash-completion/completions/charley
put 644 "$folder/completions/_charley" usr/share/zsh/vendor-completions/_charley
put 644 "$folder/completions/charley.fish" usr/share/fish/vendor_completions.d/charley.fish
# The program has its place here, which is not hidden from the units: they need not be shown it.
for unit in charley charley-watch charley-import; do
  sed -e 's|%h/.cargo/bin/charley|/usr/bin/charley|' -e '/^BindReadOnlyPaths=.*bin.charley$/d' "packaging/$unit.service" >"$root/unit"
  put 644 "$root/unit" "usr/lib/systemd/user/$unit.service"
  rm "$root/unit"
done
put 644 packaging/charley-import.path usr/lib/systemd/user/charley-import.path
documents=usr/share/doc/charley
put 644 packaging/copyright "$documents/copyright"
for file in NOTICE THIRD-PARTY.txt charley.cdx.json; do put 644 "$folder/$file" "$documents/$file"; done
put 644 CHANGELOG.md "$documents/CHANGELOG.md"
gzip -9n "$root/$documents"/{CHANGELOG.md,NOTICE,THIRD-PARTY.txt,charley.cdx.json}

# In the form that Debian's tools read; what changed stands in CHANGELOG.md beside it.
printf 'charley (%s) unstable; urgency=low\n\n  * Changes: CHANGELOG.md.gz.\n\n -- %s  %s\n' "$version" "$maintainer" \
  "$(LC_ALL=C date -ud "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}" '+%a, %d %b %Y %T +0000')" | gzip -9n >"$root/$documents/changelog.gz"

# A static program needs nothing; another one the C library that it was built against.
depends=
if ldd "$folder/charley" 2>/dev/null | grep -q 'libc\.so'; then
  least=$(objdump -T "$folder/charley" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)
  depends="Depends: libc6 (>= ${least#GLIBC_}), libgcc-s1"
fi
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: charley
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
${depends:+$depends
}Section: science
Priority: optional
Description: diary of leg cramps and a reader of published evidence
 Shows what goes along with one person's leg cramps, helps to end the one they
 have and to prevent the next. Everything stays on the machine of that person:
 no account, no request to anywhere.
CONTROL
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} \
  dpkg-deb --root-owner-group --build "$root" "$folder/charley_${version}_$architecture.deb"
