// Bytes of a connection → requests → judgement → the answer's head, as a connection does it. The first byte
// says in which pieces the bytes arrive; the requests that come out must not depend on it.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "http/gatekeeper.hpp"
#include "http/input_buffer.hpp"
#include "http/request_reader.hpp"
#include "http/response_head.hpp"
#include "http/server.hpp"

namespace {

using namespace slipstream;

using Requests = std::vector<http::ParsedRequest>;

Requests read_all(std::string_view bytes, std::size_t piece, const http::Limits& limits) {
  Requests requests;
  http::InputBuffer input{limits.header_bytes + 64};
  http::RequestReader reader{limits};
  while (true) {
    while (!input.empty()) {
      const auto progress = reader.feed(input.unread());
      input.consume(progress.consumed);
      if (progress.state == http::RequestReader::State::failed) return requests;
      if (progress.state != http::RequestReader::State::complete) break;
      requests.push_back(reader.take());
      reader = http::RequestReader{limits};
    }
    const auto room = input.room();
    if (room.empty() || bytes.empty()) return requests;
    const auto count = std::min({piece, room.size(), bytes.size()});
    std::copy_n(bytes.begin(), count, room.begin());
    input.commit(count);
    bytes.remove_prefix(count);
  }
}

http::Router router() {
  http::Router routes;
  const auto handler = [](const http::Request&) { return http::json_response("{}"); };
  routes.add(http::Method::get, "/", handler);
  routes.add(http::Method::get, "/a/{x}", handler);
  routes.add(http::Method::post, "/a/{x}", handler, {.access = http::Access::control});
  return routes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const http::Router routes = router();
  static const http::Limits limits{.header_bytes = 512, .body_bytes = 256};
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  auto whole = read_all(bytes, bytes.size() + 1, limits);
  const auto pieces = read_all(bytes, std::size_t{1} + data[0] % 64, limits);
  if (whole.size() != pieces.size()) std::abort();

  http::Gatekeeper gatekeeper{routes, http::SitePolicy{{"timing.example"}, {"https://grafana.example"}},
                              http::Authenticator{{{"secret", http::Access::read}}}};
  const http::Peer peer{"127.0.0.1", "127.0.0.1", data[0] % 2 == 0};
  for (std::size_t i = 0; i < whole.size(); ++i) {
    auto& parsed = whole[i];
    if (parsed.request.body != pieces[i].request.body || parsed.target != pieces[i].target) std::abort();
    if (parsed.request.body.size() > limits.body_bytes) std::abort();
    http::HeadContext head;
    const auto origin = gatekeeper.allowed_origin(parsed.request);
    head.allowed_origin = origin;
    const auto judged = gatekeeper.judge(std::move(parsed), peer);
    if (const auto* response = std::get_if<http::Response>(&judged)) {
      const auto text = http::response_head(*response, head);
      if (text.find("\r\n\r\n") != text.size() - 4) std::abort();
    }
  }
  return 0;
}
