#include "net/receiver.hpp"

#include <fmt/format.h>

namespace slipstream::net {
namespace {

std::unexpected<Error> too_much(std::uint64_t max_bytes) {
  return fail(ErrorCode::invalid_input, "the answer is larger than {:.1f} MB, the most that is taken of it",
              static_cast<double>(max_bytes) / 1e6);
}

}  // namespace

MemoryReceiver::MemoryReceiver(std::uint64_t max_bytes, Received received)
    : max_bytes_(max_bytes), received_(std::move(received)) {}

Result<> MemoryReceiver::begin(const HttpHead& head) {
  body_.clear();
  status_ = head.status;
  total_ = head.content_length;
  if (total_ && *total_ > max_bytes_) return too_much(max_bytes_);
  return {};
}

Result<> MemoryReceiver::write(std::string_view bytes) {
  if (body_.size() + bytes.size() > max_bytes_) return too_much(max_bytes_);
  body_ += bytes;
  if (received_) received_(body_.size(), total_);
  return {};
}

Result<> MemoryReceiver::restart() {
  body_.clear();
  return {};
}

FileReceiver::FileReceiver(PartialFile& file, std::uint64_t max_bytes, Received received)
    : file_(file), max_bytes_(max_bytes), received_(std::move(received)) {}

Result<> FileReceiver::begin(const HttpHead& head) {
  const auto& range = head.content_range;
  // A 206 that begins elsewhere than asked would tear a hole; another download begins anew.
  if (head.status == 206 && (!range || range->first != file_.size())) {
    if (auto restarted = file_.restart({}); !restarted) return restarted;
    return fail(ErrorCode::invalid_input, "the server answers with another range than was asked for");
  }
  if (head.status == 200) {
    if (auto restarted = file_.restart(head); !restarted) return restarted;
  }
  if (file_.total().value_or(0) > max_bytes_) return too_much(max_bytes_);
  return {};
}

Result<> FileReceiver::write(std::string_view bytes) {
  if (file_.size() + bytes.size() > max_bytes_) return too_much(max_bytes_);
  if (auto appended = file_.append(bytes); !appended) return appended;
  if (received_) received_(file_.size(), file_.total());
  return {};
}

std::vector<std::string> FileReceiver::headers() const {
  if (file_.size() == 0 || file_.validator().empty()) return {};
  return {fmt::format("Range: bytes={}-", file_.size()), "If-Range: " + file_.validator()};
}

}  // namespace slipstream::net
