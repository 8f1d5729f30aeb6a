#include "http/compression.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <zlib.h>

#include "http/text.hpp"

namespace slipstream::http {
namespace {

constexpr std::size_t kMinBytes = 1024;  // below, one packet carries it anyway
constexpr int kLiveLevel = 1;            // answers of the moment: a level more costs more than it saves

class Deflater {
 public:
  explicit Deflater(int level) {
    constexpr int kGzipWindow = 15 + 16;
    if (deflateInit2(&stream_, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view bytes) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib's C interface
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate left bytes over");
    out.resize(stream_.total_out);
    return out;
  }

 private:
  z_stream stream_{};
};

bool has_header(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& header) { return equals_ignoring_case(header.first, name); });
}

bool is_text(std::string_view content_type) {
  static constexpr std::array<std::string_view, 6> kTextTypes{
      "application/json",     "application/javascript", "application/openmetrics-text",
      "application/geo+json", "application/xml",        "image/svg+xml"};
  return content_type.starts_with("text/") ||
         std::any_of(kTextTypes.begin(), kTextTypes.end(),
                     [&](std::string_view type) { return content_type.starts_with(type); });
}

}  // namespace

std::string gzip(std::string_view bytes, int level) {
  if (level != kLiveLevel) return Deflater{level}.run(bytes);
  thread_local Deflater live{kLiveLevel};
  return live.run(bytes);
}

bool is_compressible(const Response& response) {
  constexpr std::size_t kMaxBytes = std::size_t{1} << 31;  // zlib counts in 32 bits
  return response.body.size() > kMinBytes && response.body.size() < kMaxBytes &&
         is_text(response.content_type) && !has_header(response, "content-encoding");
}

void compress(Response& response) {
  response.body = gzip(response.body, kLiveLevel);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace slipstream::http
