#include "log/sqlite/header_codec.hpp"

#include <gtest/gtest.h>

namespace slipstream::log::sqlite {
namespace {

TEST(HeaderCodec, GivesHeadersBack) {
  const std::string large(70'000, 'v');
  RecordBatch batch{"t"};
  const HeaderView headers[] = {{"run_id", "01J"}, {"", ""}, {"large", large}};
  batch.append(0, {}, "k", "v", headers);
  std::string bytes;
  encode_headers(batch, 0, bytes);
  std::vector<HeaderView> decoded;
  ASSERT_TRUE(decode_headers(bytes, decoded));
  ASSERT_EQ(decoded.size(), 3U);
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    EXPECT_EQ(decoded[i].key, headers[i].key);
    EXPECT_EQ(decoded[i].value, headers[i].value);
  }
}

TEST(HeaderCodec, RefusesDamage) {
  std::vector<HeaderView> decoded;
  for (const std::string_view damaged : {"\x05"
                                         "ab",
                                         "\x01"
                                         "a",
                                         "\xff\xff\xff\xff\xff\xff", "\x80"})
    EXPECT_FALSE(decode_headers(damaged, decoded));
  EXPECT_TRUE(decode_headers("", decoded));
  EXPECT_TRUE(decoded.empty());
}

}  // namespace
}  // namespace slipstream::log::sqlite
