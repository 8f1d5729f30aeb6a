#pragma once

#include <span>
#include <string_view>

namespace slipstream::web {

/// One file of the page, in the binary for as long as the program runs.
struct EmbeddedFile {
  std::string_view path;  ///< as in the URL, without the leading slash: "index.html", "assets/index-x.js"
  std::string_view content_type;  ///< "text/html; charset=utf-8"
  std::string_view bytes;
  std::string_view gzip;  ///< the same compressed; empty where that would not be smaller
  /// The name carries a hash of the content: a browser may keep it for good.
  bool immutable = false;
};

/// All files of the page, sorted by path; empty in a build without it (SLIPSTREAM_WEB=OFF).
/// Any thread may call this.
[[nodiscard]] std::span<const EmbeddedFile> embedded_page();

}  // namespace slipstream::web
