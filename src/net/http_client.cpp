#include "net/http_client.hpp"

#include <algorithm>
#include <random>
#include <utility>

#include <spdlog/spdlog.h>

#include "net/answer_status.hpp"

namespace slipstream::net {
namespace {

/// An attempt that brought as much was not in vain: failures are counted anew.
constexpr std::uint64_t kProgress = 64 << 10;
/// A wait that a user would wonder about.
constexpr std::chrono::milliseconds kLongWait{2000};

/// "example.com:8080" of "http://example.com:8080/a/b".
std::string host_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto begin = scheme == std::string::npos ? 0 : scheme + 3;
  return url.substr(begin, url.find_first_of("/?#", begin) - begin);
}

double draw_lot() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution<double>{0, 1}(random);
}

std::optional<TransferFailure> judge(const TransferOutcome& outcome, const TransferRequest& request,
                                     Receiver& receiver) {
  if (outcome.failure) return outcome.failure;
  if (outcome.head.status == 416) {
    if (auto restarted = receiver.restart(); !restarted) return TransferFailure{restarted.error(), false};
  }
  if (auto failure = status_failure(outcome.head.status, request.url)) {
    if (failure->may_pass || !request.any_status) return failure;
  }
  if (receiver.whole()) return std::nullopt;
  return TransferFailure{{ErrorCode::unavailable, "the answer was shorter than announced", request.url},
                         true};
}

}  // namespace

HttpClient::HttpClient(HttpOptions options)
    : options_(std::move(options)), gate_(options_.politeness, options_.clock) {}
HttpClient::~HttpClient() = default;

Result<std::string> HttpClient::get(const std::string& url, const GetOptions& options) {
  MemoryReceiver receiver(options.max_bytes, options.received);
  if (auto asked = ask({.url = url, .compressed = true}, receiver, options.stop); !asked) {
    return propagate(asked);
  }
  return receiver.take();
}

Result<HttpReply> HttpClient::exchange(const HttpQuestion& question, const GetOptions& options) {
  MemoryReceiver receiver(options.max_bytes, options.received);
  TransferRequest request{question.url, question.headers, true, question.body, true};
  if (auto asked = ask(std::move(request), receiver, options.stop); !asked) return propagate(asked);
  return HttpReply{receiver.status(), receiver.take()};
}

Result<Downloaded> HttpClient::download(const std::string& url, const std::filesystem::path& file,
                                        const GetOptions& options) {
  auto part = PartialFile::open(file, url);
  if (!part) return propagate(part);
  Downloaded downloaded{.bytes = 0, .kept = part->validator().empty() ? 0 : part->size()};
  FileReceiver receiver(*part, options.max_bytes,
                        [&](std::uint64_t bytes, std::optional<std::uint64_t> total) {
                          downloaded.kept = std::min(downloaded.kept, bytes);  // it was begun anew
                          if (options.received) options.received(bytes, total);
                        });
  // Whole already, but killed before it got its name?
  const bool whole = part->total() && part->size() == *part->total();
  // Unpacked bytes could not be counted in ranges: as they are.
  if (!whole) {
    if (auto asked = ask({.url = url}, receiver, options.stop); !asked) return propagate(asked);
  }
  if (auto named = part->commit(); !named) return propagate(named);
  downloaded.bytes = part->size();
  downloaded.kept = std::min(downloaded.kept, downloaded.bytes);
  return downloaded;
}

Result<> HttpClient::ask(TransferRequest request, Receiver& receiver, const std::stop_token& stop) {
  const std::string host = host_of(request.url);
  const std::vector<std::string> headers = request.headers;
  int failures = 0;
  std::uint64_t most = receiver.size();
  while (true) {
    request.headers = headers;
    std::ranges::copy(receiver.headers(), std::back_inserter(request.headers));
    auto outcome = attempt(request, host, receiver, stop);
    if (!outcome) return propagate(outcome);
    auto failure = judge(*outcome, request, receiver);
    if (!failure) return {};
    if (failure->error.where.empty()) failure->error.where = request.url;
    if (!failure->may_pass) return std::unexpected(std::move(failure->error));
    if (receiver.size() >= most + kProgress) failures = 0;
    most = std::max(most, receiver.size());
    if (auto waited = wait(host, *outcome, *failure, ++failures, stop); !waited) return waited;
  }
}

Result<TransferOutcome> HttpClient::attempt(const TransferRequest& request, const std::string& host,
                                            Receiver& receiver, const std::stop_token& stop) {
  auto pass = gate_.enter(host, stop);
  if (!pass) return propagate(pass);
  std::unique_ptr<Transfer> transfer;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      transfer = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!transfer) transfer = std::make_unique<Transfer>(options_.transfer);
  TransferOutcome outcome = transfer->run(request, receiver, stop);
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(transfer));
  return outcome;
}

Result<> HttpClient::wait(const std::string& host, const TransferOutcome& outcome,
                          const TransferFailure& failure, int failures, const std::stop_token& stop) {
  const BackOff& policy = options_.back_off;
  Error error = failure.error;
  const std::chrono::milliseconds asked = outcome.head.retry_after.value_or(std::chrono::seconds{0});
  if (asked > policy.longest_asked) {
    error.message += fmt::format("; it asks to come back in {} s: try again then", asked.count() / 1000);
    return std::unexpected(std::move(error));
  }
  if (failures >= policy.attempts) {
    error.message += fmt::format("; given up after {} attempts, try again later", failures);
    return std::unexpected(std::move(error));
  }
  const auto wait = std::max(asked, policy.wait(failures, draw_lot()));
  const auto until = options_.clock->now() + wait;
  if (asked.count() > 0) gate_.close_until(host, until);
  spdlog::log(wait >= kLongWait ? spdlog::level::info : spdlog::level::debug, "{}; trying again in {:.1f} s",
              error.to_string(), static_cast<double>(wait.count()) / 1000);
  if (!options_.clock->wait_until(until, stop)) {
    return fail_at(error.where, ErrorCode::interrupted, "stopped while waiting to try again");
  }
  return {};
}

}  // namespace slipstream::net
