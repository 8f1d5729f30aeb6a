#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

class SqliteHarness final : public Harness {
 public:
  std::unique_ptr<Log> open() override {
    SqliteOptions options;
    options.file = folder_ / "events.db";
    auto log = open_sqlite_log(options);
    EXPECT_OK(log);
    return log ? std::move(*log) : nullptr;
  }

 private:
  testing::TempDir folder_;
};

}  // namespace

Engine sqlite_engine() {
  Engine engine;
  engine.name = "sqlite";
  engine.make = [] { return std::make_unique<SqliteHarness>(); };
  engine.exclusive_groups = true;
  return engine;
}

}  // namespace slipstream::log::contract
