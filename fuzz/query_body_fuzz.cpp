// The body of POST /query as clients send it: never a crash, and a refusal always says where.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "api/json_syntax.hpp"
#include "api/query_request.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace slipstream;
  http::Request request;
  request.method = http::Method::post;
  request.path = "/query";
  request.body.assign(reinterpret_cast<const char*>(data), size);
  const auto query = api::read_query(request);
  if (query && query->targets.size() > api::kMaxTargets) std::abort();
  // What the codec reads is JSON to the checker that places errors, too.
  if (query && size > 0 && api::find_json_error(request.body)) std::abort();
  if (!query && query.error().message.empty()) std::abort();
  return 0;
}
