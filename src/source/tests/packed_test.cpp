#include "packed.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

#include "base/base64.hpp"
#include "source/packet_inflater.hpp"

namespace slipstream::source {

std::string to_base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
    };
    const unsigned group = at(0) << 16 | at(1) << 8 | at(2);
    text += kAlphabet[group >> 18];
    text += kAlphabet[group >> 12 & 63];
    text += i + 1 < bytes.size() ? kAlphabet[group >> 6 & 63] : '=';
    text += i + 2 < bytes.size() ? kAlphabet[group & 63] : '=';
  }
  return text;
}

std::string pack(std::string_view json) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string bytes(deflateBound(&stream, json.size()), '\0');
  std::string in(json);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  deflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return to_base64(bytes);
}

namespace {

TEST(Base64, DecodesWhatAnEncoderWrites) {
  std::string bytes;
  for (int length = 0; length < 70; ++length) {
    const std::string text = to_base64(bytes);
    std::vector<unsigned char> out(base::base64_capacity(text.size()));
    const auto size = base::decode_base64(text, out);
    ASSERT_TRUE(size) << text;
    EXPECT_EQ(std::string(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(*size)), bytes);
    bytes += static_cast<char>(length * 37 + 11);
  }
}

TEST(Base64, EncodesAsAnotherEncoderDoes) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    std::string text = "before ";
    base::append_base64(text, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
    EXPECT_EQ(text, "before " + to_base64(bytes));
    bytes += static_cast<char>(i * 7);
  }
}

TEST(Base64, RefusesWhatIsNone) {
  for (const char* text : {"A", "AAAAA", "AA=A", "AA A", "AAA\n", "A===", "AA==AA==", "A\xC3\xA4", "-_-_"}) {
    std::vector<unsigned char> out(base::base64_capacity(std::string_view{text}.size()));
    EXPECT_FALSE(base::decode_base64(text, out)) << text;
  }
}

TEST(PacketInflater, GivesBackTheText) {
  PacketInflater inflater;
  const std::string large(300'000, 'x');  // beyond the first buffer
  for (const std::string& text : {std::string{"{}"}, large, std::string{"{\"a\":1}"}}) {
    const auto inflated = inflater.inflate(pack(text));
    ASSERT_TRUE(inflated) << inflated.error().to_string();
    EXPECT_EQ(inflated->text, text);
  }
}

TEST(PacketInflater, DropsAByteOrderMark) {
  PacketInflater inflater;
  EXPECT_EQ(inflater.inflate(pack("\xEF\xBB\xBF{}"))->text, "{}");
}

TEST(PacketInflater, RefusesDamage) {
  PacketInflater inflater;
  const std::string packed = pack("{\"Entries\":[{\"Utc\":\"2025-05-04T20:02:12.2791879Z\"}]}");
  for (const std::string& damaged : {packed.substr(0, packed.size() / 2 / 4 * 4), std::string{"AAAA"},
                                     std::string{}, std::string{"no base64!"}}) {
    const auto inflated = inflater.inflate(damaged);
    ASSERT_FALSE(inflated) << damaged;
    EXPECT_EQ(inflated.error().code, ErrorCode::invalid_input);
  }
}

TEST(PacketInflater, RefusesABomb) {
  PacketInflater inflater;
  const auto inflated = inflater.inflate(pack(std::string(PacketInflater::kLargest * 3, '0')));
  ASSERT_FALSE(inflated);
  EXPECT_NE(inflated.error().message.find("more than 4 MiB"), std::string::npos);
}

}  // namespace
}  // namespace slipstream::source
