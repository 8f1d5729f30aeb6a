#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "net/http_head.hpp"

namespace slipstream::net {

/// A download in the making: `<file>.part` has its bytes, `<file>.from` says what they are the beginning of,
/// so that another process can go on. Gets its name when it is whole. One process and one thread at a time.
class PartialFile {
 public:
  /// Takes up what an earlier download of `url` left, else begins anew. Errors: as of files.
  static Result<PartialFile> open(const std::filesystem::path& file, const std::string& url);
  PartialFile(PartialFile&& other) noexcept;
  PartialFile& operator=(PartialFile&&) = delete;
  ~PartialFile();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// How many it will be; nullopt if nobody said so.
  [[nodiscard]] std::optional<std::uint64_t> total() const { return total_; }
  /// For If-Range; empty: what there is cannot be gone on with.
  [[nodiscard]] const std::string& validator() const { return validator_; }

  /// Drops what there is; what comes next is the beginning of an answer with this head.
  Result<> restart(const HttpHead& head);
  Result<> append(std::string_view bytes);
  /// Gives the file its name; its bytes are on the disk by then.
  Result<> commit();

 private:
  PartialFile(std::filesystem::path file, std::string url, int descriptor);
  [[nodiscard]] std::filesystem::path beside(const char* extension) const;
  void take_up();

  std::filesystem::path file_;
  std::string url_;
  int descriptor_;
  bool committed_ = false;
  std::uint64_t size_ = 0;
  std::optional<std::uint64_t> total_;
  std::string validator_;
};

}  // namespace slipstream::net
