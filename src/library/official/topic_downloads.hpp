#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "library/official/official_archive.hpp"

namespace slipstream::library {

/// The download of one session's files, several at a time. Once.
class TopicDownloads {
 public:
  /// `names` are files below the address `base`, to lie in `folder` under the same names.
  TopicDownloads(net::HttpClient& client, std::string base, std::filesystem::path folder,
                 std::vector<std::string> names);

  /// The first error that is not about one topic alone ends all of them.
  Result<DownloadedSession> run(int parallel, const DownloadProgress& progress, const std::stop_token& stop);

 private:
  /// One file; sizes are under mutex_.
  struct File {
    std::string name;
    std::uint64_t received = 0;
    std::uint64_t expected = 0;  ///< a guess until the server has told
  };

  void work(const DownloadProgress& progress);
  Result<> get(File& file, const DownloadProgress& progress);
  Result<net::Downloaded> download_lines(File& file, const DownloadProgress& progress);
  void show(const DownloadProgress& progress, File& file, std::uint64_t received, std::uint64_t expected);

  net::HttpClient& client_;
  const std::string base_;
  const std::filesystem::path folder_;
  std::vector<File> files_;
  std::atomic<std::size_t> next_ = 0;
  std::stop_source stop_;
  std::mutex mutex_;
  DownloadedSession done_;      ///< under mutex_
  std::optional<Error> error_;  ///< under mutex_
  double shown_ = 0;            ///< under mutex_
};

}  // namespace slipstream::library
