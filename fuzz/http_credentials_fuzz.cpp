// Headers that decide: cookies, Authorization, Host, Origin, Accept, Accept-Encoding, If-None-Match; and the
// listening address of the command line.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/accept.hpp"
#include "http/authenticator.hpp"
#include "http/listen_address.hpp"
#include "http/site_policy.hpp"
#include "http/static_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  static http::Authenticator authenticator{{{"a secret nobody guesses", http::Access::control}}};
  static const http::SitePolicy site{{"timing.example"}, {}};

  http::Request request;
  request.headers = {{"cookie", std::string{bytes}}, {"authorization", std::string{bytes}}};
  // Of Basic, the secret stands in base64.
  const bool knows = bytes.find("a secret nobody guesses") != std::string_view::npos ||
                     bytes.find("asic ") != std::string_view::npos;
  if (authenticator.access_of(request) && !knows) std::abort();
  if (authenticator.log_in(bytes) && !knows) std::abort();

  const auto host = http::host_without_port(bytes);
  if (site.allows_host(bytes, "192.0.2.1") && host != "192.0.2.1" && host != "timing.example" &&
      !http::is_loopback_name(host)) {
    std::abort();
  }
  (void)site.allows_origin(bytes, "timing.example");
  if (const auto address = http::parse_listen_address(bytes); address && address->host.empty()) std::abort();
  const int quality = http::media_quality(bytes, "text/html");
  if (quality < 0 || quality > 1000) std::abort();
  (void)http::accepts_gzip(bytes);
  (void)http::prefers_html(bytes);
  (void)http::names_etag(bytes, "abc");
  return 0;
}
