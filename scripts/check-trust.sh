#!/usr/bin/env bash
# Charley's own certificate authority before verifiers that are not ours: scripts/check-trust.sh BINARY. OpenSSL and curl are told
# to trust it, and Chromium where certutil is here (apt-get install libnss3-tools): each takes this machine under its name and its
# address, keeps pages for later as in any secure context, and refuses another name that the kept key has signed.
set -euo pipefail
binary=$(realpath "$1")
cd "$(dirname "$0")/.."
for tool in openssl curl; do
  command -v "$tool" >/dev/null || { echo "left out: $tool is not here"; [ "${CI:-}" != true ]; exit; }
done
work=$(mktemp -d)
trap 'kill $server $forger 2>/dev/null || true; rm -rf "$work"' EXIT
server= forger=
faults=0
# Whether a command ends as it should: `takes` or `refuses`, what is said of it, the command.
expect() {
  local wanted=$1 what=$2 ended=takes; shift 2
  "$@" >"$work/said" 2>&1 || ended=refuses
  # Refused for another reason is not what is asked here.
  if [ "$ended $wanted" = "refuses refuses" ] && [ -n "${because:-}" ] && ! grep -q "$because" "$work/said"; then ended="refuses for another reason"; fi
  if [ "$ended" = "$wanted" ]; then echo "$what: $ended"; return; fi
  echo "$what: $ended, and should not"; cat "$work/said"; faults=$((faults + 1))
}

"$binary" --data "$work/data" --no-input --json serve --port 0 --lan --lan-port 0 --lan-name machine.home.example >"$work/out" &
server=$!
for _ in $(seq 100); do grep -q '^}' "$work/out" && break; sleep 0.1; done
port=$(sed -n 's/.*"lan_port": \([0-9]*\).*/\1/p' "$work/out")
tls=$work/data/tls
curl -ksf "https://127.0.0.1:$port/trust/charley.crt" -o "$work/charley.crt"
openssl x509 -inform DER -in "$work/charley.crt" -out "$work/trusted.pem"
# As a verifier would read it that passes over the limits of what it was told to trust: the first key alone.
certificate() { openssl x509 -in "$1" -noout "${@:2}"; }
printed=$(sed -n 's/.*"authority_sha256": "\(.*\)".*/\1/p' "$work/out")
expect takes "the number that is printed is its SHA-256" [ "$(certificate "$work/trusted.pem" -fingerprint -sha256 | cut -d= -f2)" = "$printed" ]
verify() { openssl verify -x509_strict -purpose sslserver -CAfile "$work/trusted.pem" -untrusted "$tls/issuer.pem" "$@"; }
expect takes "openssl, this machine's name" verify -verify_hostname machine.home.example "$tls/certificate.pem"
expect takes "openssl, its address" verify -verify_ip 127.0.0.1 "$tls/certificate.pem"
expect refuses "openssl, a name that is not in it" verify -verify_hostname other.example "$tls/certificate.pem"

# What whoever has the folder can do.
forge() {
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=forged" -keyout "$work/forged.key" -out "$work/forged.csr" 2>/dev/null
  printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$1" >"$work/forged.ext"
  openssl x509 -req -in "$work/forged.csr" -CA "$tls/issuer.pem" -CAkey "$tls/issuer.key.pem" -days 30 -extfile "$work/forged.ext" -out "$work/forged.pem" 2>/dev/null
}
for name in DNS:bank.example IP:192.168.1.77 IP:fd00::5 DNS:example "DNS:machine.home.example,DNS:bank.example"; do
  forge "$name"
  because="permitted subtree violation" expect refuses "openssl, $name signed by the kept key" verify "$work/forged.pem"
done
forge DNS:machine.home.example
expect takes "openssl, its own name signed by the kept key" verify "$work/forged.pem"

forge DNS:bank.example
cat "$work/forged.pem" "$tls/issuer.pem" >"$work/forged.chain"
other=$((port + 1))
openssl s_server -quiet -www -accept "127.0.0.1:$other" -cert "$work/forged.pem" -cert_chain "$tls/issuer.pem" -key "$work/forged.key" >/dev/null 2>&1 &
forger=$!
sleep 1
ask() { curl -sf --max-time 20 --cacert "$work/trusted.pem" --resolve "machine.home.example:$port:127.0.0.1" --resolve "bank.example:$other:127.0.0.1" "$1"; }
expect takes "curl, this machine's name" ask "https://machine.home.example:$port/healthz"
expect takes "curl, its address" ask "https://127.0.0.1:$port/healthz"
expect refuses "curl, another name" ask "https://bank.example:$other/"

if command -v certutil >/dev/null && [ -d e2e/node_modules ]; then
  mkdir -p "$work/home/.pki/nssdb"
  certutil -N -d "sql:$work/home/.pki/nssdb" --empty-password
  certutil -A -d "sql:$work/home/.pki/nssdb" -n charley -t C,, -i "$work/trusted.pem"
  expect takes "Chromium" env HOME="$work/home" node scripts/check-trust.mjs "$port" "$other"
  cat "$work/said"
else
  echo "left out: Chromium (it needs certutil and the tools of e2e/)"
fi
[ "$faults" = 0 ]
