#include <cmath>
#include <cstdio>
#include <random>

#include <gtest/gtest.h>

#include "base/time.hpp"
#include "codec/json_token.hpp"
#include "codec/json_writer.hpp"
#include "codec/number_text.hpp"
#include "codec/time_text.hpp"

namespace slipstream::codec {
namespace {

std::string decimal(double value, int decimals) {
  std::string out;
  append_decimal(out, value, decimals);
  return out;
}

/// What printf makes of it, without trailing zeros and without minus zero.
std::string printed(double value, int decimals) {
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  std::string out = text;
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

/// Where the scaled double is a tie, printf and we may differ: it rounds the binary value, we the decimal
/// one.
bool is_tie(double value, int decimals) {
  const double scaled = std::abs(value) * std::pow(10, decimals);
  return std::abs(scaled - std::floor(scaled) - 0.5) <= scaled * 1e-15;
}

TEST(AppendDecimal, AgreesWithPrintf) {
  std::mt19937_64 random{7};
  std::uniform_real_distribution<double> exponent{-7, 9};
  std::uniform_real_distribution<double> mantissa{-10, 10};
  for (int i = 0; i < 200'000; ++i) {
    const double value = mantissa(random) * std::pow(10, exponent(random));
    const int decimals = i % 7;
    if (is_tie(value, decimals)) continue;
    ASSERT_EQ(decimal(value, decimals), printed(value, decimals)) << value << " to " << decimals;
  }
}

TEST(AppendDecimal, KeepsWhatHasFewDecimals) {
  std::mt19937_64 random{8};
  for (int i = 0; i < 200'000; ++i) {
    const auto thousandths = static_cast<std::int64_t>(random() >> 24) - (std::int64_t{1} << 39);
    const double value = static_cast<double>(thousandths) / 1000.0;
    ASSERT_EQ(std::stod(decimal(value, 3)), value);
  }
}

TEST(AppendDecimal, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(decimal(0.5, 0), "1");
  EXPECT_EQ(decimal(-0.5, 0), "-1");
  EXPECT_EQ(decimal(2.5, 0), "3");
  EXPECT_EQ(decimal(0.49999999999999994, 0), "0");
  EXPECT_EQ(decimal(1.0005, 3), "1.001");
  EXPECT_EQ(decimal(-0.0004, 3), "0");
  EXPECT_EQ(decimal(999.9996, 3), "1000");
}

TEST(AppendDecimal, WritesHugeValuesInFullAndNeverAsAnIntegerOfMoreThan64Bits) {
  EXPECT_EQ(decimal(9e12, 6), "9000000000000");
  EXPECT_EQ(decimal(2.5e19, 3), "2.5e+19");
  EXPECT_EQ(std::stod(decimal(-1.7976931348623157e308, 3)), -1.7976931348623157e308);
  EXPECT_EQ(std::stod(decimal(1.2345678901234567e20, 0)), 1.2345678901234567e20);
}

TEST(TokenNumber, ReadsWhatStrtodReads) {
  std::mt19937_64 random{9};
  std::uniform_real_distribution<double> exponent{-12, 12};
  for (int i = 0; i < 100'000; ++i) {
    char text[64];
    const double value = std::pow(10, exponent(random)) * (i % 2 == 0 ? 1 : -1);
    std::snprintf(text, sizeof text, i % 3 == 0 ? "%.3f" : i % 3 == 1 ? "%.17g" : "%.6f", value);
    ASSERT_EQ(token_number(text), std::strtod(text, nullptr)) << text;
  }
}

TEST(TokenNumber, RefusesWhatIsNoJson) {
  for (const char* bad : {"", "-", "01", "-01", "1.", ".5", "1e", "+1", "1.2.3", "0x10", "1 2", "nan", "--1",
                          "1e+", "00000000000000000001", "1234567890123456."}) {
    EXPECT_FALSE(token_number(bad)) << bad;
  }
}

TEST(Times, AreWrittenAsBaseWritesThem) {
  std::mt19937_64 random{10};
  for (int i = 0; i < 20'000; ++i) {
    const WallTime wall{
        std::chrono::microseconds{static_cast<std::int64_t>(random() % 4'000'000'000'000'000)}};
    const SessionTime session{Milliseconds{static_cast<std::int64_t>(random() % 400'000'000) - 200'000'000}};
    const UtcTime utc = std::chrono::floor<Milliseconds>(wall);
    char text[kMaxTimeText];
    ASSERT_EQ(std::string(text, put_wall(text, wall)), base::format_wall(wall));
    ASSERT_EQ(parse_timestamp(base::format_wall(wall)), wall);
    ASSERT_EQ(std::string(text, put_utc(text, utc)), base::format_utc(utc));
    ASSERT_EQ(parse_timestamp(base::format_utc(utc)), WallTime{utc});
    ASSERT_EQ(std::string(text, put_timedelta(text, session)), base::format_timedelta(session));
    ASSERT_EQ(parse_timedelta(base::format_timedelta(session)), session);
  }
}

TEST(Times, AreReadInForeignForms) {
  EXPECT_EQ(parse_timedelta("1 day, 0:00:01"), SessionTime{Milliseconds{86'401'000}});
  EXPECT_EQ(parse_timedelta("0 days 01:23:45"), SessionTime{Milliseconds{5'025'000}});
  EXPECT_EQ(parse_timedelta("01:23:45.678"), SessionTime{Milliseconds{5'025'678}});
  EXPECT_EQ(parse_timedelta("3 days"), SessionTime{Milliseconds{3 * 86'400'000}});
  for (const char* bad : {"", "NaT", "5025.678", "x days 00:00:00", "1 daylight 00:00:00", "1 days 00"}) {
    EXPECT_FALSE(parse_timedelta(bad)) << bad;
  }
  for (const char* bad : {"", "2026-02-30T00:00:00.000000", "2026-01-01T24:00:00.000Z", "2026-01-01",
                          "2026-01-01T00:00:00.00000x", "2026-01-01T00:00:00+02:00"}) {
    EXPECT_FALSE(parse_timestamp(bad)) << bad;
  }
}

}  // namespace
}  // namespace slipstream::codec
