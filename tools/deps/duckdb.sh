#!/usr/bin/env bash
# Fetches DuckDB's shared library and its C header once, from npm: Debian has neither. The header is the one inside the
# last npm package with DuckDB's sources; what it declares, the newer library still has (its C interface is stable), and
# a test holds the library to the version named here. Takes about 5 s; quick when it is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(cat "$here/duckdb.version")
case $(uname -m) in
  x86_64) ;;
  *) echo "DuckDB: this script knows only the package for x86_64" >&2; exit 1 ;;
esac

target=${SLIPSTREAM_DEPS:-$HOME/.cache/slipstream/deps}/duckdb-$version
[ -f "$target/lib/libduckdb.so" ] && exit 0

echo "Fetching DuckDB $version (once)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# fetch PACKAGE SHA256 FILE: the file of the package, into this folder
fetch() {
  local archive
  archive=$(npm pack --silent "$1" 2>npm.log | tail -n 1) || { cat npm.log >&2; return 1; }
  echo "$2  $archive" | sha256sum --check --quiet
  tar xzf "$archive" "package/$3"
  mv "package/$3" .
}
fetch @duckdb/node-bindings-linux-x64@1.5.6-r.1 \
  1b9f82478539bb9a1d1df44bd103121a12ae52142c07158dc52b97d2ec1d69ff libduckdb.so
fetch duckdb@1.4.4 \
  5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed src/duckdb/src/include/duckdb.h

mkdir -p out/include out/lib "$(dirname "$target")"
mv duckdb.h out/include/
mv libduckdb.so out/lib/
rm -rf "$target"
mv out "$target"
