#include <cmath>
#include <utility>

#include "table/value_text.hpp"
#include "table/write.hpp"

namespace slipstream::table {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;

/// Collects text and hands it on in pieces.
class PieceWriter {
 public:
  explicit PieceWriter(ByteSink bytes) : bytes_(std::move(bytes)) { text_.reserve(kPieceBytes + 1024); }

  [[nodiscard]] std::string& text() { return text_; }
  Result<> flush_if_full() { return text_.size() < kPieceBytes ? Result<>{} : flush(); }
  Result<> flush() {
    auto written = bytes_(text_);
    text_.clear();
    return written;
  }

 private:
  ByteSink bytes_;
  std::string text_;
};

void append_csv_text(std::string_view value, std::string& text) {
  if (!value.empty() && value.find_first_of(",\"\r\n") == std::string_view::npos) {
    text.append(value);
    return;
  }
  text.push_back('"');  // also round an empty text, which is not a missing one
  for (const char letter : value) {
    if (letter == '"') text.push_back('"');
    text.push_back(letter);
  }
  text.push_back('"');
}

void append_json_text(std::string_view value, std::string& text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  text.push_back('"');
  for (const char letter : value) {
    const auto byte = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      text.push_back('\\');
      text.push_back(letter);
    } else if (byte < 0x20) {
      text.append("\\u00");
      text.push_back(kHex[byte >> 4]);
      text.push_back(kHex[byte & 15U]);
    } else {
      text.push_back(letter);
    }
  }
  text.push_back('"');
}

void append_csv_value(const Column& column, std::size_t row, std::string& text) {
  if (!column.has(row)) return;
  switch (column.type()) {
    case Type::boolean: text.append(column.booleans()[row] != 0 ? "True" : "False"); return;
    case Type::int64: return append_integer_text(column.integers()[row], text);
    case Type::float64: return append_double_text(column.doubles()[row], text);
    case Type::text: return append_csv_text(column.text(row), text);
    case Type::timestamp: return append_timestamp_text(column.integers()[row], ' ', text);
    case Type::duration: return append_seconds_text(column.integers()[row], text);
  }
}

void append_json_value(const Column& column, std::size_t row, std::string& text) {
  const bool infinite = column.type() == Type::float64 && !std::isfinite(column.doubles()[row]);
  if (!column.has(row) || infinite) {
    text.append("null");
    return;
  }
  switch (column.type()) {
    case Type::boolean: text.append(column.booleans()[row] != 0 ? "true" : "false"); return;
    case Type::text: return append_json_text(column.text(row), text);
    case Type::timestamp:
      text.push_back('"');
      append_timestamp_text(column.integers()[row], 'T', text);
      text.append("Z\"");
      return;
    default: return append_csv_value(column, row, text);
  }
}

class CsvSink final : public TableSink {
 public:
  explicit CsvSink(ByteSink bytes) : out_(std::move(bytes)) {}

  Result<> write(const Table& batch) override {
    if (!std::exchange(begun_, true)) write_header(batch);
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      for (std::size_t index = 0; index < batch.width(); ++index) {
        if (index > 0) out_.text().push_back(',');
        append_csv_value(batch.column(index), row, out_.text());
      }
      out_.text().append("\r\n");
      if (auto flushed = out_.flush_if_full(); !flushed) return flushed;
    }
    return {};
  }
  Result<> finish() override { return out_.flush(); }

 private:
  void write_header(const Table& batch) {
    for (std::size_t index = 0; index < batch.width(); ++index) {
      if (index > 0) out_.text().push_back(',');
      append_csv_text(batch.column(index).name(), out_.text());
    }
    out_.text().append("\r\n");
  }

  PieceWriter out_;
  bool begun_ = false;
};

class JsonSink final : public TableSink {
 public:
  explicit JsonSink(ByteSink bytes) : out_(std::move(bytes)) { out_.text().push_back('['); }

  Result<> write(const Table& batch) override {
    if (names_.empty()) {
      for (const Column& column : batch) {
        std::string name = names_.empty() ? "{" : ",";
        append_json_text(column.name(), name);
        names_.push_back(name + ":");
      }
    }
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      if (std::exchange(begun_, true)) out_.text().append(",\n");
      for (std::size_t index = 0; index < batch.width(); ++index) {
        out_.text().append(names_[index]);
        append_json_value(batch.column(index), row, out_.text());
      }
      out_.text().push_back('}');
      if (auto flushed = out_.flush_if_full(); !flushed) return flushed;
    }
    return {};
  }
  Result<> finish() override {
    out_.text().append("]\n");
    return out_.flush();
  }

 private:
  PieceWriter out_;
  std::vector<std::string> names_;  ///< what is before each value: `{"a":`, `,"b":`
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<TableSink> csv_sink(ByteSink bytes) { return std::make_unique<CsvSink>(std::move(bytes)); }
std::unique_ptr<TableSink> json_sink(ByteSink bytes) { return std::make_unique<JsonSink>(std::move(bytes)); }

}  // namespace slipstream::table
