// Turns the built page into sources of the library slipstream_web: the bytes by .incbin, the table in C++.
// usage: node embed_page.mjs DIST OUT
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const kContentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

function describe(dist, file, index) {
  const bytes = readFileSync(file);
  const packed = gzipSync(bytes, { level: 9 });
  return {
    file,
    symbol: `slipstream_page_${index}`,
    path: relative(dist, file).split(sep).join('/'),
    type: kContentTypes[extname(file)] ?? 'application/octet-stream',
    gzip: packed.length < bytes.length ? packed : undefined,
  };
}

function incbin(symbol, file) {
  return [`  .global ${symbol}`, `${symbol}:`, `  .incbin ${JSON.stringify(file)}`, `${symbol}_end:`].join(
    '\n',
  );
}

function assembly(entries, out) {
  const parts = entries.flatMap(({ symbol, file, gzip }, index) => {
    if (!gzip) return [incbin(symbol, file)];
    const packedFile = join(out, `${index}.gz`);
    writeFileSync(packedFile, gzip);
    return [incbin(symbol, file), incbin(`${symbol}_gzip`, packedFile)];
  });
  const ends = entries.flatMap(({ symbol, gzip }) => [
    `  .global ${symbol}_end`,
    ...(gzip ? [`  .global ${symbol}_gzip_end`] : []),
  ]);
  return `  .section .rodata\n${ends.join('\n')}\n${parts.join('\n')}\n  .section .note.GNU-stack,"",%progbits\n`;
}

function table(entries) {
  const symbols = entries.flatMap(({ symbol, gzip }) => [symbol, ...(gzip ? [`${symbol}_gzip`] : [])]);
  const view = (symbol) => `view(${symbol}, ${symbol}_end)`;
  const rows = entries.map(({ symbol, path, type, gzip }) => {
    const immutable = path.startsWith('assets/');
    const packed = gzip ? view(`${symbol}_gzip`) : 'std::string_view{}';
    return `      EmbeddedFile{${JSON.stringify(path)}, ${JSON.stringify(type)}, ${view(symbol)}, ${packed}, ${immutable}},`;
  });
  return `#include <array>

#include "embedded_page.hpp"

extern "C" {
${symbols.map((symbol) => `extern const char ${symbol}[], ${symbol}_end[];`).join('\n')}
}

namespace slipstream::web {

std::span<const EmbeddedFile> embedded_page() {
  constexpr auto view = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  static const std::array files{
${rows.join('\n')}
  };
  return files;
}

}  // namespace slipstream::web
`;
}

const [dist, out] = process.argv.slice(2);
const byPath = (a, b) => (a.path < b.path ? -1 : 1);
const entries = filesUnder(dist)
  .map((file, index) => describe(dist, file, index))
  .sort(byPath);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'embedded_page.S'), assembly(entries, out));
writeFileSync(join(out, 'embedded_page.cpp'), table(entries));
