#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "net/body_sink.hpp"
#include "net/partial_file.hpp"

namespace slipstream::net {

/// Told of bytes as they come: how many there are by now, and of how many where that is known. Called on the
/// thread that asked.
using Received = std::function<void(std::uint64_t bytes, std::optional<std::uint64_t> total)>;

/// A sink over several attempts.
class Receiver : public BodySink {
 public:
  /// What the next attempt has to say so that it brings what is missing.
  [[nodiscard]] virtual std::vector<std::string> headers() const { return {}; }
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// All of it is there, after an answer that came to its end.
  [[nodiscard]] virtual bool whole() const { return true; }
  /// The server has no such range: from the beginning, then.
  virtual Result<> restart() = 0;
};

/// Keeps the answer in memory; every attempt begins anew.
class MemoryReceiver final : public Receiver {
 public:
  MemoryReceiver(std::uint64_t max_bytes, Received received);
  Result<> begin(const HttpHead& head) override;
  Result<> write(std::string_view bytes) override;
  [[nodiscard]] std::uint64_t size() const override { return body_.size(); }
  Result<> restart() override;
  [[nodiscard]] std::string take() { return std::move(body_); }
  /// Of the answer that came last.
  [[nodiscard]] int status() const { return status_; }

 private:
  std::uint64_t max_bytes_;
  Received received_;
  int status_ = 0;
  std::optional<std::uint64_t> total_;
  std::string body_;
};

/// Appends to a file; an attempt goes on where the last one was cut if the server still has the same content.
class FileReceiver final : public Receiver {
 public:
  FileReceiver(PartialFile& file, std::uint64_t max_bytes, Received received);
  Result<> begin(const HttpHead& head) override;
  Result<> write(std::string_view bytes) override;
  [[nodiscard]] std::vector<std::string> headers() const override;
  [[nodiscard]] std::uint64_t size() const override { return file_.size(); }
  [[nodiscard]] bool whole() const override { return !file_.total() || *file_.total() == file_.size(); }
  Result<> restart() override { return file_.restart({}); }

 private:
  PartialFile& file_;
  std::uint64_t max_bytes_;
  Received received_;
};

}  // namespace slipstream::net
