#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "cli/command.hpp"
#include "registry/framed_decoder.hpp"

namespace slipstream::cli {

/// Reads the keys and values of records that name a schema. The registry is only opened when the first one
/// comes; what is wrong with it is told once. One thread.
class RecordValues {
 public:
  /// Both must outlive it.
  RecordValues(log::Log& log, const Context& context) : log_(log), context_(context) {}

  /// nullopt: not framed, or it cannot be read.
  std::optional<registry::DecodedRecord> decode(std::string_view bytes);

 private:
  /// nullptr: there is no registry.
  registry::FramedDecoder* decoder();
  void warn_once(const Error& error);

  log::Log& log_;
  const Context& context_;
  std::unique_ptr<registry::Schemas> schemas_;
  std::optional<registry::FramedDecoder> decoder_;
  bool looked_for_ = false, warned_ = false;
};

}  // namespace slipstream::cli
