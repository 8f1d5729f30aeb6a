#include "library/official/topic_downloads.hpp"

#include <algorithm>
#include <fstream>
#include <thread>
#include <utility>

#include "library/official/missing.hpp"
#include "library/official/site_url.hpp"

namespace slipstream::library {
namespace {

constexpr std::uint64_t kMostTopicBytes = std::uint64_t{512} << 20;
constexpr std::uint64_t kSmallTopicBytes = 50'000;
// A race's largest topics, measured in MB; they begin first, so that the bar knows early.
constexpr std::pair<std::string_view, std::uint64_t> kLargeTopics[] = {
    {"CarData.z", 6'000'000}, {"Position.z", 6'000'000}, {"TimingData", 2'500'000}, {"TimingStats", 400'000}};

std::string topic_of(const std::string& file) { return file.substr(0, file.rfind('.')); }

std::uint64_t usual_bytes(const std::string& file) {
  const auto found =
      std::ranges::find(kLargeTopics, topic_of(file), &std::pair<std::string_view, std::uint64_t>::first);
  return found == std::end(kLargeTopics) ? kSmallTopicBytes : found->second;
}

/// How a topic's file looks from its first and last bytes.
enum class Shape { whole, ends_within_a_line, no_archive_file };

Shape shape_of(const std::filesystem::path& path) {
  static constexpr std::string_view kBom = "\xEF\xBB\xBF";
  std::ifstream in{path, std::ios::binary};
  std::string begin(kBom.size() + 1, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  const std::string_view first = std::string_view{begin}.substr(begin.starts_with(kBom) ? kBom.size() : 0);
  if (first.empty()) return Shape::whole;  // nothing happened there
  if (first.front() < '0' || first.front() > '9') return Shape::no_archive_file;
  in.clear();
  in.seekg(-1, std::ios::end);
  return in.get() == '\n' ? Shape::whole : Shape::ends_within_a_line;
}

}  // namespace

TopicDownloads::TopicDownloads(net::HttpClient& client, std::string base, std::filesystem::path folder,
                               std::vector<std::string> names)
    : client_(client), base_(std::move(base)), folder_(std::move(folder)) {
  for (std::string& name : names) {
    const std::uint64_t expected = usual_bytes(name);
    files_.push_back({std::move(name), 0, expected});
  }
  std::ranges::stable_sort(files_, std::ranges::greater{}, &File::expected);
}

Result<DownloadedSession> TopicDownloads::run(int parallel, const DownloadProgress& progress,
                                              const std::stop_token& stop) {
  const std::stop_callback hand_on(stop, [this] { stop_.request_stop(); });
  {
    std::vector<std::jthread> workers(static_cast<std::size_t>(parallel));
    for (std::jthread& worker : workers) worker = std::jthread([&] { work(progress); });
  }
  if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped; the same command goes on");
  if (error_) return std::unexpected(std::move(*error_));
  std::ranges::sort(done_.missing_topics);
  std::ranges::sort(done_.cut_topics);
  return std::move(done_);
}

void TopicDownloads::work(const DownloadProgress& progress) {
  while (!stop_.stop_requested()) {
    const std::size_t index = next_++;
    if (index >= files_.size()) return;
    auto got = get(files_[index], progress);
    if (got) continue;
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(got.error());
    stop_.request_stop();
  }
}

Result<> TopicDownloads::get(File& file, const DownloadProgress& progress) {
  auto got = download_lines(file, progress);
  const bool missing = !got && is_missing(got.error());
  if (!got && !missing) return propagate(got);
  {
    const std::lock_guard lock(mutex_);
    if (missing) {
      done_.missing_topics.push_back(topic_of(file.name));
    } else {
      ++done_.files;
      done_.bytes += got->bytes;
      done_.kept_bytes += got->kept;
    }
  }
  const std::uint64_t bytes = got ? got->bytes : 0;
  show(progress, file, bytes, bytes);
  return {};
}

/// A file that ends within a line was cut by a server that did not say so: once more, then it is as it is.
Result<net::Downloaded> TopicDownloads::download_lines(File& file, const DownloadProgress& progress) {
  const std::filesystem::path path = folder_ / file.name;
  const std::string url = site_url(base_, file.name);
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    const std::uint64_t bytes = std::filesystem::file_size(path, error);
    return net::Downloaded{bytes, bytes};
  }
  const net::GetOptions options{.max_bytes = kMostTopicBytes,
                                .received =
                                    [&](std::uint64_t bytes, std::optional<std::uint64_t> total) {
                                      show(progress, file, bytes, total.value_or(usual_bytes(file.name)));
                                    },
                                .stop = stop_.get_token()};
  for (bool again : {true, false}) {
    auto got = client_.download(url, path, options);
    if (!got) return got;
    const Shape shape = shape_of(path);
    if (shape == Shape::whole) return got;
    if (shape == Shape::ends_within_a_line && !again) {
      const std::lock_guard lock(mutex_);
      done_.cut_topics.push_back(topic_of(file.name));
      return got;
    }
    std::filesystem::remove(path, error);
    if (shape == Shape::no_archive_file) break;
  }
  return fail_at(
      url, ErrorCode::invalid_input,
      "this is no file of the archive: it does not begin with a time; is the address right, and is there "
      "no login page in between?");
}

void TopicDownloads::show(const DownloadProgress& progress, File& file, std::uint64_t received,
                          std::uint64_t expected) {
  if (!progress) return;
  const std::lock_guard lock(mutex_);
  file.received = received;
  file.expected = std::max(expected, received);
  std::uint64_t all = 0, of = 0;
  for (const File& one : files_) {
    all += one.received;
    of += one.expected;
  }
  shown_ = std::max(shown_, of == 0 ? 1.0 : static_cast<double>(all) / static_cast<double>(of));
  progress(shown_);
}

}  // namespace slipstream::library
