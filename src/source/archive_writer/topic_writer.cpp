#include "source/archive_writer/topic_writer.hpp"

#include <utility>

#include "base/byte_order_mark.hpp"
#include "source/archive_file.hpp"
#include "source/stamp.hpp"

namespace slipstream::source {

Result<TopicWriter> TopicWriter::create(const std::filesystem::path& folder, const Topic& topic) {
  auto stream = OutputFile::create(folder / (std::string{topic.name} + std::string{kArchiveExtension}));
  if (!stream) return propagate(stream);
  if (auto begun = stream->append(base::kByteOrderMark); !begun) return propagate(begun);
  return TopicWriter{folder, topic, std::move(*stream)};
}

TopicWriter::TopicWriter(std::filesystem::path folder, const Topic& topic, OutputFile stream)
    : folder_(std::move(folder)), topic_(&topic), stream_(std::move(stream)) {}

Result<> TopicWriter::add(SessionTime time, std::string_view json) {
  const auto stamp = format_stamp(time);
  if (!stamp) {
    return fail(ErrorCode::invalid_argument, "{}: an archive has stamps from 0 to 99:59:59.999, not {}",
                topic_->name, base::format_session_time(time));
  }
  if (last_ && time < *last_) {
    return fail(ErrorCode::invalid_argument, "{}: {} comes after {}", topic_->name,
                base::format_session_time(time), base::format_session_time(*last_));
  }
  last_ = time;
  if (topic_->kind == TopicKind::object) {
    state_.apply(json);
  } else {
    last_packet_ = json;
  }
  for (const std::string_view part : {std::string_view{*stamp}, json, std::string_view{"\r\n"}}) {
    if (auto written = stream_.append(part); !written) return written;
  }
  return {};
}

Result<> TopicWriter::finish() {
  if (auto written = stream_.finish(); !written) return written;
  auto file = OutputFile::create(folder_ / (std::string{topic_->name} + ".json"));
  if (!file) return propagate(file);
  const std::string state = topic_->kind == TopicKind::object ? state_.text() : last_packet_;
  for (const std::string_view part : {base::kByteOrderMark, std::string_view{state}}) {
    if (auto written = file->append(part); !written) return written;
  }
  return file->finish();
}

}  // namespace slipstream::source
