#include "log/sqlite/engine.hpp"

#include <utility>

#include "log/sqlite/group_offsets.hpp"
#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {
namespace {

constexpr std::int64_t kPageBytes = 4096;

/// Checkpoints every 16 MiB: rarer ones append faster, and a reader's look-up in the WAL stays quick.
Result<> configure_writer(Database& database, const SqliteOptions& options) {
  auto done = database.execute("PRAGMA journal_mode = WAL");
  if (done) done = database.execute("PRAGMA wal_autocheckpoint = 4096");
  if (done) done = database.execute("PRAGMA journal_size_limit = 67108864");
  if (done) done = database.execute("PRAGMA cache_size = -16384");
  if (done)
    done = database.execute(options.durability == Durability::full ? "PRAGMA synchronous = FULL"
                                                                   : "PRAGMA synchronous = NORMAL");
  if (done && options.max_file_bytes > 0)
    done = database.execute(fmt::format("PRAGMA max_page_count = {}", options.max_file_bytes / kPageBytes));
  return done;
}

}  // namespace

Result<std::shared_ptr<Engine>> Engine::open(const SqliteOptions& options) {
  return options.read_only ? open_reading(options) : open_writing(options);
}

Result<std::shared_ptr<Engine>> Engine::open_writing(const SqliteOptions& options) {
  auto lock = FileLock::acquire(writer_lock_file(options.file),
                                fmt::format("the event log {} is in use by", options.file.string()));
  if (!lock) return propagate(lock);
  auto database = Database::open(options.file, Access::create);
  if (!database) return propagate(database);
  // Before anything is changed: it may be somebody else's file.
  if (auto checked = create_or_check_schema(*database); !checked) return propagate(checked);
  if (auto configured = configure_writer(*database, options); !configured) return propagate(configured);
  auto control = Database::open(options.file, Access::read);
  if (!control) return propagate(control);
  std::shared_ptr<Engine> engine{new Engine(options, std::move(*control))};
  if (auto loaded = refresh_catalog(*database, engine->catalog_); !loaded) return propagate(loaded);
  engine->writer_lock_ = std::move(*lock);
  engine->writer_ = std::make_unique<Writer>(std::move(*database), engine->catalog_, engine->cache_,
                                             engine->bell_, engine->fences_, options);
  return engine;
}

Result<std::shared_ptr<Engine>> Engine::open_reading(const SqliteOptions& options) {
  auto control = Database::open(options.file, Access::read_write);
  if (!control) return propagate(control);
  if (auto checked = check_schema(*control); !checked) return propagate(checked);
  auto watch = Database::open(options.file, Access::read);
  if (!watch) return propagate(watch);
  std::shared_ptr<Engine> engine{new Engine(options, std::move(*control))};
  if (auto loaded = refresh_catalog(*watch, engine->catalog_); !loaded) return propagate(loaded);
  engine->follower_ = std::make_unique<Follower>(std::move(*watch), engine->catalog_, engine->bell_);
  return engine;
}

Result<> Engine::commit_offsets(std::string_view group, const Offsets& offsets) {
  if (offsets.empty()) return {};
  if (writer_ != nullptr) {
    AppendRequest request;
    request.group = group;
    request.offsets = offsets;
    std::future<Result<>> done = request.done.emplace().get_future();
    writer_->submit(std::move(request));
    return done.get();
  }
  return query([&](Database& database) {
    auto done = database.begin_immediate();
    if (done) done = store_offsets(database, group, offsets);
    if (done) done = database.commit();
    if (!done) database.rollback();
    return done;
  });
}

}  // namespace slipstream::log::sqlite
