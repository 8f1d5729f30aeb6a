#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "table/new_file.hpp"
#include "table/write.hpp"

namespace slipstream::table {
namespace {

/// A folder that is gone with what is in it.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> make() {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "slipstream-XXXXXX").string();
    if (error || mkdtemp(name.data()) == nullptr) return std::unexpected(file_failure(name, errno));
    return TemporaryFolder(std::move(name));
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

/// DuckDB writes Parquet into files only.
class ParquetBytesSink final : public TableSink {
 public:
  explicit ParquetBytesSink(ByteSink bytes) : bytes_(std::move(bytes)) {}
  Result<> write(const Table& batch) override {
    table_.append(batch);
    return {};
  }
  Result<> finish() override {
    const auto folder = TemporaryFolder::make();
    if (!folder) return std::unexpected(folder.error());
    const auto path = folder->path() / "rows.parquet";
    if (auto written = write_table(table_, path, Format::parquet); !written) return written;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    if (!(content << file.rdbuf())) return std::unexpected(file_failure(path, EIO));
    return bytes_(content.view());
  }

 private:
  ByteSink bytes_;
  Table table_;
};

}  // namespace

std::unique_ptr<TableSink> parquet_sink(ByteSink bytes) {
  return std::make_unique<ParquetBytesSink>(std::move(bytes));
}

}  // namespace slipstream::table
