#include "source/archive_writer/archive_writer.hpp"

#include <utility>

#include "base/byte_order_mark.hpp"
#include "codec/json_writer.hpp"
#include "source/archive_file.hpp"

namespace slipstream::source {

Result<ArchiveWriter> ArchiveWriter::create(const std::filesystem::path& folder, UtcTime zero) {
  auto working = WorkingFolder::create(folder);
  if (!working) return propagate(working);
  return ArchiveWriter{std::move(*working), zero};
}

ArchiveWriter::ArchiveWriter(WorkingFolder folder, UtcTime zero)
    : folder_(std::move(folder)), encoder_(zero) {}

Result<> ArchiveWriter::write(const FeedEvent& event) {
  if (so_far_) so_far_ = write_line(event);
  return so_far_;
}

Result<> ArchiveWriter::write_line(const FeedEvent& event) {
  const Topic* topic = find_topic(topic_of(event.body));
  if (topic == nullptr) return {};
  auto found = topics_.find(topic->name);
  if (found == topics_.end()) {
    auto begun = TopicWriter::create(folder_.path(), *topic);
    if (!begun) return propagate(begun);
    found = topics_.emplace(topic->name, std::move(*begun)).first;
  }
  TopicWriter& writer = found->second;
  const bool says_key_frame = event.complete && !writer.empty();
  const auto frame = says_key_frame ? FeedJson::Frame::key : FeedJson::Frame::update;
  const auto json = encoder_.encode(event.body, frame);
  if (!json) return std::unexpected(json.error());
  return writer.add(event.time, *json);
}

Result<> ArchiveWriter::finish() {
  if (!so_far_) return so_far_;
  for (auto& [name, topic] : topics_) {
    if (auto finished = topic.finish(); !finished) return finished;
  }
  if (auto written = write_index(); !written) return written;
  return folder_.publish();
}

Result<> ArchiveWriter::write_index() const {
  std::string text{base::kByteOrderMark};
  codec::JsonWriter json{text};
  json.begin_object().key("Feeds").begin_object();
  for (const auto& [name, topic] : topics_) {
    const std::string stem{name};
    json.key(name).begin_object();
    json.key("KeyFramePath").value(stem + ".json");
    json.key("StreamPath").value(stem + std::string{kArchiveExtension});
    json.end_object();
  }
  json.end_object().end_object();

  auto file = OutputFile::create(folder_.path() / "Index.json");
  if (!file) return propagate(file);
  if (auto written = file->append(text); !written) return written;
  return file->finish();
}

}  // namespace slipstream::source
