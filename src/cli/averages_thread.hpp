#pragma once

#include <memory>
#include <string>
#include <thread>

#include "cli/settings.hpp"
#include "lab/averager.hpp"
#include "log/log.hpp"
#include "registry/schemas.hpp"

namespace slipstream::cli {

/// The lab's average speeds on a thread of their own; begins again from the last commit after what may pass.
class AveragesThread {
 public:
  /// `log` must outlive it. nullptr: the settings leave it to Flink. Errors: as open_schemas;
  /// invalid_argument (Flink cannot read the embedded log).
  static Result<std::unique_ptr<AveragesThread>> start(log::Log& log, const Settings& settings);

 private:
  AveragesThread(log::Log& log, lab::AveragerOptions options, std::unique_ptr<registry::Schemas> schemas);
  void work(const std::stop_token& stop);

  log::Log& log_;
  const lab::AveragerOptions options_;
  const std::unique_ptr<registry::Schemas> schemas_;
  std::jthread thread_;
};

}  // namespace slipstream::cli
