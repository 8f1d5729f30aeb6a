#pragma once

#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace slipstream::http {

/// Files that are part of the program: a page and what it loads. Thread-safe; must outlive the router.
///
///   router.set_fallback([&](const Request& r) { return files.serve(r); }, {.run_on = RunOn::worker});
///
/// (On a worker, since the first request of a large file compresses it.)
class StaticFiles {
 public:
  /// `bytes` and `gzip` must live as long as the StaticFiles.
  struct File {
    std::string_view path;  ///< "/assets/app.js" or "assets/app.js"
    std::string_view bytes;
    std::string_view gzip = {};  ///< the same compressed; where empty and worth it, made when first asked for
  };
  explicit StaticFiles(std::span<const File> files, std::string_view index = "/index.html");

  /// The file of the path; "/" is the index, and so is a path without an extension that a browser asks for
  /// (an address inside the page). 304 if the client has it. Names with a hash may be kept for ever, others
  /// are asked for each time. Errors: not_found.
  [[nodiscard]] Result<Response> serve(const Request& request) const;

 private:
  struct Entry {
    std::string_view bytes;
    std::string_view given_gzip;
    std::string_view content_type;
    bool immutable = false;
    // Made at the first request, by `once`.
    mutable std::once_flag once;
    mutable std::string etag;  // without quotes
    mutable std::string made_gzip;

    void prepare() const;
    [[nodiscard]] std::string_view gzip() const { return given_gzip.empty() ? made_gzip : given_gzip; }
  };

  [[nodiscard]] const Entry* find(const Request& request) const;

  std::map<std::string, Entry, std::less<>> files_;
  std::string index_;
};

/// "text/html; charset=utf-8", by the extension; "application/octet-stream" for an unknown one.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

/// Does an If-None-Match header name this entity tag (without quotes)?
[[nodiscard]] bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace slipstream::http
