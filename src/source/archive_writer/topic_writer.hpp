#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/archive_writer/output_file.hpp"
#include "source/archive_writer/topic_state.hpp"
#include "source/topic.hpp"

namespace slipstream::source {

/// One topic of an archive that is being written: its stream of updates, and the state they lead to.
class TopicWriter {
 public:
  /// Begins "<topic>.jsonStream". Errors: as OutputFile.
  static Result<TopicWriter> create(const std::filesystem::path& folder, const Topic& topic);

  [[nodiscard]] bool empty() const { return !last_; }
  /// Errors: invalid_argument (a time that no stamp can tell, or before that of the last line), as
  /// OutputFile.
  Result<> add(SessionTime time, std::string_view json);
  /// Ends the stream and writes the state as "<topic>.json". Errors: as OutputFile.
  Result<> finish();

 private:
  TopicWriter(std::filesystem::path folder, const Topic& topic, OutputFile stream);

  std::filesystem::path folder_;
  const Topic* topic_;
  OutputFile stream_;
  std::optional<SessionTime> last_;
  TopicState state_;         // of objects
  std::string last_packet_;  // of packed samples: the state is the latest one
};

}  // namespace slipstream::source
