#include "log/dead_letter.hpp"

#include <vector>

#include <fmt/format.h>

namespace slipstream::log {

void append_dead_letter(RecordBatch& letters, const RecordBatch& batch, std::size_t index,
                        std::string_view reason) {
  const RecordView record = batch[index];
  const std::string partition = fmt::format("{}", record.partition);
  const std::string offset = fmt::format("{}", record.offset);
  std::vector<HeaderView> headers{
      {"reason", reason}, {"topic", batch.topic()}, {"partition", partition}, {"offset", offset}};
  std::optional<std::string_view> value = record.value;
  const std::string bytes = fmt::format("{}", value.value_or("").size());
  if (value && value->size() > kDeadLetterBytes) {
    value = value->substr(0, kDeadLetterBytes);
    headers.push_back({"bytes", bytes});
  }
  letters.append(0, base::wall_now(), batch.topic(), value, headers);
}

}  // namespace slipstream::log
