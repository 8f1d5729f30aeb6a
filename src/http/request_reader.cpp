#include "http/request_reader.hpp"

#include <limits>

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "http/server.hpp"
#include "http/text.hpp"

namespace slipstream::http {

namespace beast = boost::beast;
namespace wire = boost::beast::http;

namespace {

RequestReader::Failure failure_of(const beast::error_code& error, const Limits& limits) {
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
    return {431, fmt::format("the request's header is larger than {} bytes", limits.header_bytes)};
  }
  if (error == wire::error::body_limit) {
    return {413, fmt::format("the request's body is larger than {} bytes", limits.body_bytes)};
  }
  if (error == wire::error::bad_version) return {505, "only HTTP/1.0 and HTTP/1.1 are spoken here"};
  return {400, "malformed request: " + error.message()};
}

}  // namespace

// Beast finds the parts; they go straight into our request.
class RequestReader::Parser final : public wire::basic_parser<true> {
 public:
  explicit Parser(const Limits& limits) : limits_(limits) {
    // Beast counts the request line apart, and differently when bytes come in pieces: we count ourselves.
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(limits.body_bytes);
  }

  Progress feed(std::string_view bytes) {
    Progress progress;
    beast::error_code error;
    if (!is_header_done()) error = put_header(bytes, progress.consumed);
    if (!error && is_header_done() && !is_done() && progress.consumed < bytes.size()) {
      const auto rest = bytes.substr(progress.consumed);
      progress.consumed += put(boost::asio::const_buffer(rest.data(), rest.size()), error);
    }
    progress.state = state_after(error);
    return progress;
  }

  ParsedRequest parsed;
  Failure failure;

 private:
  using Text = beast::string_view;

  // Stops at the end of the header, so that its size is known.
  beast::error_code put_header(std::string_view bytes, std::size_t& consumed) {
    beast::error_code error;
    consumed = put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    header_bytes_ += consumed;
    const auto waiting = is_header_done() ? 0 : bytes.size() - consumed;
    const bool readable = !error || error == wire::error::need_more;
    if (readable && header_bytes_ + waiting > limits_.header_bytes) return wire::error::header_limit;
    eager(is_header_done());
    return error;
  }

  State state_after(const beast::error_code& error) {
    if (unknown_method_) {
      failure = {501, "this method is not supported"};
      return State::failed;
    }
    if (error && error != wire::error::need_more) {
      failure = failure_of(error, limits_);
      return State::failed;
    }
    if (is_done()) return State::complete;
    return is_header_done() ? State::need_body : State::need_more;
  }

  static std::string_view view(Text text) { return {text.data(), text.size()}; }

  void on_request_impl(wire::verb, Text method, Text target, int version, beast::error_code& error) override {
    const auto known = method_named(view(method));
    unknown_method_ = !known;
    if (!known) error = wire::error::bad_method;
    parsed.request.method = known.value_or(Method::get);
    parsed.target = view(target);
    parsed.http_1_0 = version < 11;
  }
  void on_response_impl(int, Text, int, beast::error_code&) override {}
  void on_field_impl(wire::field, Text name, Text value, beast::error_code&) override {
    if (is_header_done()) return;  // a trailer: nobody judged it, so nobody shall mistake it for a header
    parsed.request.headers.emplace_back(to_lower(view(name)), view(value));
  }
  void on_header_impl(beast::error_code&) override { parsed.keep_alive = keep_alive(); }
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, beast::error_code&) override {
    if (length)
      parsed.request.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, kReserveBytes)));
  }
  std::size_t on_body_impl(Text body, beast::error_code&) override {
    parsed.request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, beast::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, beast::error_code&) override {
    parsed.request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_finish_impl(beast::error_code&) override {}

  // A promised length costs nothing yet.
  static constexpr std::uint64_t kReserveBytes = std::uint64_t{64} << 10;

  const Limits& limits_;
  std::size_t header_bytes_ = 0;  // understood so far
  bool unknown_method_ = false;
};

RequestReader::RequestReader(const Limits& limits) : parser_(std::make_unique<Parser>(limits)) {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

RequestReader::Progress RequestReader::feed(std::string_view bytes) { return parser_->feed(bytes); }

const RequestReader::Failure& RequestReader::failure() const { return parser_->failure; }

void RequestReader::give_up(int status, std::string message) {
  parser_->failure = {status, std::move(message)};
}

bool RequestReader::expects_continue() const {
  return equals_ignoring_case(parser_->parsed.request.header("expect"), "100-continue");
}

ParsedRequest RequestReader::take() { return std::move(parser_->parsed); }

}  // namespace slipstream::http
