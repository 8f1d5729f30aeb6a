#include "api/points_json.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "codec/number_text.hpp"

namespace slipstream::api {
namespace {

constexpr std::size_t kMaxPointText = 2 * codec::kMaxNumberText + 4;

/// Writes Unix times: neighbours share all but their last six digits, which are written anew.
class TimeText {
 public:
  char* put(char* to, std::int64_t time_ms) {
    constexpr std::int64_t kTail = 1'000'000;
    if (time_ms < kTail) return codec::put_integer(to, time_ms);
    const std::int64_t head = time_ms / kTail;
    if (head != head_) {
      head_ = head;
      head_size_ = static_cast<std::size_t>(codec::put_integer(head_text_, head) - head_text_);
    }
    std::memcpy(to, head_text_, sizeof head_text_);
    to += head_size_;
    const auto tail = static_cast<unsigned>(time_ms % kTail);
    to = codec::put_two_digits(to, tail / 10'000);
    to = codec::put_two_digits(to, tail / 100 % 100);
    return codec::put_two_digits(to, tail % 100);
  }

 private:
  std::int64_t head_ = -1;
  std::size_t head_size_ = 0;
  char head_text_[codec::kMaxNumberText] = {};
};

template <int Decimals>
char* put_points(char* to, std::span<const store::Point> points, TimeText& times) {
  for (const store::Point& point : points) {
    *to++ = '[';
    if (point.is_gap()) {
      to = std::copy_n("null", 4, to);
    } else {
      to = codec::put_decimal<Decimals>(to, static_cast<double>(point.value));
    }
    *to++ = ',';
    to = times.put(to, point.time_ms);
    *to++ = ']';
    *to++ = ',';
  }
  return to;
}

char* put_points(char* to, std::span<const store::Point> points, int decimals, TimeText& times) {
  switch (decimals) {
    case 0: return put_points<0>(to, points, times);
    case 1: return put_points<1>(to, points, times);
    case 2: return put_points<2>(to, points, times);
    case 3: return put_points<3>(to, points, times);
    case 4: return put_points<4>(to, points, times);
    case 5: return put_points<5>(to, points, times);
    default: return put_points<6>(to, points, times);
  }
}

}  // namespace

void append_points(std::span<const store::Point> points, int decimals, std::string& out) {
  constexpr std::size_t kUsualPointText = 26;
  out.reserve(out.size() + points.size() * kUsualPointText + 2);
  out += '[';
  TimeText times;
  constexpr std::size_t kPerBlock = 256;
  char block[kPerBlock * kMaxPointText];
  for (std::size_t at = 0; at < points.size(); at += kPerBlock) {
    const auto part = points.subspan(at, std::min(kPerBlock, points.size() - at));
    out.append(block, static_cast<std::size_t>(put_points(block, part, decimals, times) - block));
  }
  if (!points.empty()) out.pop_back();
  out += ']';
}

}  // namespace slipstream::api
