#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ids.hpp"
#include "http/accept.hpp"
#include "http/compression.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kContentTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
}};

std::string with_slash(std::string_view path) {
  return path.starts_with('/') ? std::string{path} : "/" + std::string{path};
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// "index-CLDpCAh7.js", as Vite names what it builds: the name changes with the content.
bool has_hash(std::string_view path) {
  constexpr std::size_t kHashLength = 8;
  const auto stem = file_name(path).substr(0, file_name(path).rfind('.'));
  if (path.find("/assets/") == std::string_view::npos || stem.size() <= kHashLength + 1) return false;
  return stem[stem.size() - kHashLength - 1] == '-';
}

}  // namespace

StaticFiles::StaticFiles(std::span<const File> files, std::string_view index) : index_(with_slash(index)) {
  for (const auto& file : files) {
    const auto path = with_slash(file.path);
    auto& entry = files_[path];
    entry.bytes = file.bytes;
    entry.given_gzip = file.gzip;
    entry.content_type = content_type_of(path);
    entry.immutable = has_hash(path);
  }
}

void StaticFiles::Entry::prepare() const {
  constexpr int kSmallest = 9;  // once a run
  std::call_once(once, [this] {
    etag = base::name_uuid(bytes);
    Response whole;
    whole.content_type = content_type;
    whole.body = bytes;
    if (given_gzip.empty() && is_compressible(whole)) made_gzip = http::gzip(bytes, kSmallest);
  });
}

const StaticFiles::Entry* StaticFiles::find(const Request& request) const {
  const std::string_view path =
      request.path == "/" ? std::string_view{index_} : std::string_view{request.path};
  if (const auto found = files_.find(path); found != files_.end()) return &found->second;
  const bool has_extension = file_name(path).find('.') != std::string_view::npos;
  if (has_extension || !prefers_html(request.header("accept"))) return nullptr;
  const auto index = files_.find(index_);
  return index == files_.end() ? nullptr : &index->second;
}

Result<Response> StaticFiles::serve(const Request& request) const {
  const auto* entry = find(request);
  if (entry == nullptr) return fail(ErrorCode::not_found, "no such address: {}", request.path);
  entry->prepare();
  const bool compressed = !entry->gzip().empty() && accepts_gzip(request.header("accept-encoding"));
  const auto etag = compressed ? entry->etag + "-gzip" : entry->etag;

  Response response;
  response.content_type = entry->content_type;
  response.headers.emplace_back("ETag", '"' + etag + '"');
  response.headers.emplace_back("Cache-Control",
                                entry->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (!entry->gzip().empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (names_etag(request.header("if-none-match"), etag)) {
    response.status = 304;
    return response;
  }
  if (compressed) response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = compressed ? entry->gzip() : entry->bytes;
  return response;
}

std::string_view content_type_of(std::string_view path) {
  for (const auto& [extension, type] : kContentTypes) {
    if (path.ends_with(extension)) return type;
  }
  return "application/octet-stream";
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  for (auto tag : split(if_none_match, ',')) {
    if (tag == "*") return true;
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() == etag.size() + 2 && tag.substr(1, etag.size()) == etag) return true;
  }
  return false;
}

}  // namespace slipstream::http
