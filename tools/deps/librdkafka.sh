#!/usr/bin/env bash
# Builds librdkafka once, from the sources inside the npm package @confluentinc/kafka-javascript: Debian 12 has 2.0.2,
# which lacks fixes to what the Kafka engine promises. Takes about 45 s; quick when it is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$(cat "$here/librdkafka.version")
package=@confluentinc/kafka-javascript@1.10.1
sha256=ada7d703bb1d3237e2292bfabf438d663b6160c9f1ac2a2406b5dc4257c81b66

target=${SLIPSTREAM_DEPS:-$HOME/.cache/slipstream/deps}/librdkafka-$version
[ -f "$target/lib/librdkafka.a" ] && exit 0

echo "Building librdkafka $version (once)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "$package" >npm.log || { cat npm.log >&2; exit 1; }
archive=$(ls ./*.tgz)
echo "$sha256  $archive" | sha256sum --check --quiet
tar xzf "$archive"
cd package/deps/librdkafka
{
  ./configure --prefix="$work/out" --enable-static --disable-curl --disable-c11threads --disable-gssapi --disable-sasl
  make -j"$(nproc)" libs
  make install-subdirs
} >"$work/build.log" 2>&1 || { tail -n 30 "$work/build.log" >&2; exit 1; }
mkdir -p "$(dirname "$target")"
rm -rf "$target"
mv "$work/out" "$target"
