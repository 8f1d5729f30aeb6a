#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include <zlib.h>

namespace slipstream::http {

/// The bytes of a gzip member of at most 16 MB; throws if it is none.
inline std::string gunzip(std::string_view packed) {
  std::string out(16 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("not gzip");
  return out;
}

}  // namespace slipstream::http
