#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "codec/telemetry_json.hpp"
#include "data_lines.hpp"

namespace slipstream::codec {
namespace {

using slipstream::testing::data_lines;
using slipstream::testing::error_cases;

std::string encode(const TelemetryRecord& record, const JsonOptions& options = {}) {
  std::string out;
  write_telemetry(record.sample, record.stamp, options, out);
  return out;
}

/// The texts behind `"in":` and `,"out":` of a case line.
std::pair<std::string, std::string> split_case(const std::string& line) {
  const auto in = line.find("\"in\":") + 5;
  const auto out = line.find(",\"out\":", in);
  return {line.substr(in, out - in), line.substr(out + 7, line.size() - out - 8)};
}

TEST(TelemetryJson, OurOwnRecordsComeBackByteForByte) {
  TelemetryDecoder decoder;
  const auto lines = data_lines("telemetry.jsonl");
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) {
    const auto record = decoder.decode(line);
    ASSERT_TRUE(record) << record.error().to_string();
    EXPECT_EQ(encode(*record), line);
  }
}

TEST(TelemetryJson, ForeignRecordsAreUnderstood) {
  TelemetryDecoder decoder;
  const auto lines = data_lines("telemetry_foreign.jsonl");
  ASSERT_FALSE(lines.empty());
  for (const auto& line : lines) {
    const auto [in, out] = split_case(line);
    const auto record = decoder.decode(in);
    ASSERT_TRUE(record) << record.error().to_string() << "\n" << line;
    EXPECT_EQ(encode(*record), out) << line;
  }
}

TEST(TelemetryJson, ErrorsNameThePlace) {
  TelemetryDecoder decoder;
  const auto cases = error_cases("telemetry_bad.tsv");
  ASSERT_FALSE(cases.empty());
  for (const auto& [expected, input] : cases) {
    const auto record = decoder.decode(input);
    ASSERT_FALSE(record) << input;
    EXPECT_EQ(record.error().code, ErrorCode::invalid_input);
    EXPECT_TRUE(record.error().message.starts_with(expected)) << record.error().message << "\n" << input;
  }
}

TEST(TelemetryJson, InvalidUtf8IsAnError) {
  TelemetryDecoder decoder;
  EXPECT_FALSE(decoder.decode("{\"driver_id\":\"V\xFFR\",\"session_time\":1}"));
}

TEST(TelemetryJson, MissingAsNull) {
  TelemetryRecord record;
  record.sample.driver = "VER";
  const std::string text = encode(record, {.missing_as_null = true});
  for (const char* field :
       {"speed", "rpm", "throttle", "brake", "gear", "drs", "n_gear", "x", "y", "z", "lap_number", "compound",
        "driver_number", "position", "distance", "tyre_life", "track_status", "date"}) {
    EXPECT_NE(text.find('"' + std::string{field} + "\":null"), std::string::npos) << field;
  }
  TelemetryDecoder decoder;
  const auto back = decoder.decode(text);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->sample, record.sample);
}

TEST(TelemetryJson, AppendsBehindWhatIsThere) {
  TelemetryRecord record;
  record.sample.driver = "VER";
  std::string out = "before";
  write_telemetry(record.sample, record.stamp, {}, out);
  EXPECT_EQ(out, "before" + encode(record));
}

/// Random samples whose values have the decimals that are written.
class RandomSamples {
 public:
  domain::TelemetrySample next() {
    domain::TelemetrySample s;
    s.driver = std::array<const char*, 3>{"VER", "HAM", "SIM01234"}[below(3)];
    s.time = SessionTime{Milliseconds{static_cast<std::int64_t>(below(20'000'000)) - 1'000'000}};
    s.number = maybe<domain::CarNumber>(below(100));
    if (below(3) > 0)
      s.date = UtcTime{Milliseconds{1'761'426'000'000 + static_cast<std::int64_t>(below(9'999'999))}};
    s.speed_kmh = decimal(400'000, 1000);
    s.rpm = decimal(1'500'000, 100);
    s.throttle_pct = decimal(100'001, 1000);
    s.brake_pct = decimal(100'001, 1000);
    s.gear = maybe<std::int8_t>(below(9));
    s.drs_open = maybe<bool>(below(2));
    s.x = decimal(9'000'000, 100, -4'500'000);
    s.y = decimal(9'000'000, 100, -4'500'000);
    s.z = decimal(90'000, 100);
    s.distance_m = decimal(6'000'000, 1000);
    s.lap_number = maybe<std::int32_t>(below(80));
    s.position = maybe<std::int32_t>(below(20));
    s.tyre_life = maybe<std::int32_t>(below(50));
    if (below(3) > 0) s.compound = static_cast<domain::Compound>(below(10));
    if (below(3) > 0) s.track_status = static_cast<char>('1' + below(7));
    for (auto& brake : s.brake_temp_c) brake = decimal(10'000, 10);
    s.fuel_kg = decimal(110'000, 1000);
    return s;
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  template <class T>
  std::optional<T> maybe(std::uint64_t value) {
    return below(3) > 0 ? std::optional<T>{static_cast<T>(value)} : std::nullopt;
  }
  std::optional<double> decimal(std::uint64_t limit, double scale, std::int64_t offset = 0) {
    if (below(3) == 0) return std::nullopt;
    return static_cast<double>(static_cast<std::int64_t>(below(limit)) + offset) / scale;
  }
  std::mt19937_64 random_{42};
};

TEST(TelemetryJson, RandomSamplesSurviveTheRoundTrip) {
  TelemetryDecoder decoder;
  RandomSamples random;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const auto sample = random.next();
    const domain::Stamp stamp{WallTime{std::chrono::microseconds{1'795'710'600'000'000 + i * 1001}}, "key",
                              "run", i * 7};
    const auto back = decoder.decode(encode({stamp, sample}, {.missing_as_null = i % 2 == 0}));
    ASSERT_TRUE(back) << back.error().to_string();
    ASSERT_EQ(back->sample, sample);
    ASSERT_EQ(back->stamp.produced_at, stamp.produced_at);
    ASSERT_EQ(back->stamp.session_key, "key");
    ASSERT_EQ(back->stamp.run_id, "run");
    ASSERT_EQ(back->stamp.seq, stamp.seq);
  }
}

/// Numbers of every form: signs, up to nine digits on each side of a point, exponents, what is no number at
/// all.
class RandomNumbers {
 public:
  std::string next() {
    std::string text = below(4) == 0 ? "-" : "";
    digits(text);
    if (below(2) == 0) digits(text += '.');
    if (below(20) == 0) digits(text += "e-");
    return text;
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  void digits(std::string& to) {
    for (auto count = below(10); count > 0; --count) to += static_cast<char>('0' + below(10));
  }
  std::mt19937_64 random_{7};
};

TEST(TelemetryJson, TheFastScannerReadsNumbersAsTheParserDoes) {
  TelemetryDecoder decoder;
  RandomNumbers numbers;
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = R"({"driver_id":"VER","session_time":)" + numbers.next() + R"(,"speed":)" +
                             numbers.next() + R"(,"gear":)" + numbers.next() + R"(,"seq":)" + numbers.next() +
                             "}";
    const auto record = decoder.decode(text);
    const auto parsed = decoder.decode(' ' + text);  // white space is not of our own form
    ASSERT_EQ(record.has_value(), parsed.has_value()) << text;
    if (!record) continue;
    ++read;
    ASSERT_EQ(encode(*record), encode(*parsed)) << text;
    ASSERT_EQ(record->sample, parsed->sample) << text;
  }
  EXPECT_GT(read, 1'000);
}

TEST(TelemetryJson, AnyKeyOrderIsTheSame) {
  const std::string line = data_lines("telemetry.jsonl").at(0);
  std::vector<std::string> fields;
  for (std::size_t from = 1; from < line.size();) {
    auto to = line.find(",\"", from);
    if (to == std::string::npos) to = line.size() - 1;
    fields.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  std::mt19937 random{3};
  TelemetryDecoder decoder;
  for (int i = 0; i < 200; ++i) {
    std::shuffle(fields.begin(), fields.end(), random);
    std::string shuffled;
    for (const auto& field : fields) shuffled += (shuffled.empty() ? "{" : " ,\n ") + field;
    const auto record = decoder.decode(shuffled + " } ");
    ASSERT_TRUE(record) << record.error().to_string();
    ASSERT_EQ(encode(*record), line);
  }
}

}  // namespace
}  // namespace slipstream::codec
