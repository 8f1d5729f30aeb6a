#include "registry/avro_comparison.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "registry/avro_name.hpp"
#include "registry/schema.hpp"
#include "registry/schema_path.hpp"

namespace slipstream::registry {
namespace {

/// Whether the value of a primitive type can be read as that of another one.
bool is_promoted(AvroType writer, AvroType reader) {
  if (writer == AvroType::string) return reader == AvroType::bytes;
  if (writer == AvroType::bytes) return reader == AvroType::string;
  return writer >= AvroType::int32 && writer < reader && reader <= AvroType::float64;
}

/// "record com.f1leaderboard.LeaderboardUpdate", "string".
std::string description(const AvroNode& node) {
  return node.name.empty() ? std::string{to_string(node.type)}
                           : fmt::format("{} {}", to_string(node.type), node.name);
}

/// Whether a reader would take its own `reader` for `writer`, judged by kind and name alone.
bool is_meant_for(const AvroNode& reader, const AvroNode& writer) {
  return reader.type == writer.type && short_name(reader.name) == short_name(writer.name);
}

}  // namespace

Result<std::vector<std::string>> AvroComparison::run() {
  reads(AvroSchema::kRoot, AvroSchema::kRoot);
  if (too_large_) return fail(ErrorCode::invalid_input, "the schemas are too large to be compared");
  return std::move(messages_);
}

bool AvroComparison::note(std::string_view message) {
  if (messages_.size() < kMaxMessages) messages_.push_back(with_path(path_, message));
  return false;
}

bool AvroComparison::spend(std::size_t steps) {
  steps_ += steps;
  too_large_ = too_large_ || steps_ > kMaxSteps;
  return !too_large_;
}

bool AvroComparison::reads(AvroIndex reader, AvroIndex writer) {
  too_large_ = too_large_ || depth_ == kMaxDepth;
  if (!spend(1)) return false;
  const auto pair = (std::uint64_t{reader} << 32U) | writer;
  const AvroNode& read = reader_->at(reader);
  const AvroNode& written = writer_->at(writer);
  if (const auto [known, is_new] = known_.try_emplace(pair, true); !is_new) {
    return known->second ||
           note(fmt::format("{} cannot be read as {}", description(written), description(read)));
  }
  const std::size_t before = readable_.size();
  readable_.push_back(pair);
  ++depth_;
  const bool fits = resolve(read, reader, written, writer);
  --depth_;
  if (fits) return true;
  for (; readable_.size() > before; readable_.pop_back()) known_.erase(readable_.back());
  known_[pair] = false;
  return false;
}

bool AvroComparison::resolve(const AvroNode& reader, AvroIndex reader_index, const AvroNode& writer,
                             AvroIndex writer_index) {
  if (writer.type == AvroType::union_of) {
    return std::ranges::count_if(writer.branches,
                                 [&](AvroIndex branch) { return !reads(reader_index, branch); }) == 0;
  }
  if (reader.type == AvroType::union_of) return reads_union(reader, writer_index);
  if (reader.type != writer.type) {
    return is_promoted(writer.type, reader.type) ||
           note(fmt::format("{} cannot be read as {}", description(writer), description(reader)));
  }
  switch (reader.type) {
    case AvroType::record: return reads_record(reader, writer);
    case AvroType::enumeration: return reads_enum(reader, writer);
    case AvroType::fixed: return reads_fixed(reader, writer);
    case AvroType::array:
    case AvroType::map: {
      const PathStep step(path_, reader.type == AvroType::array ? "[]" : "{}");
      return reads(reader.branches.front(), writer.branches.front());
    }
    default: return true;
  }
}

bool AvroComparison::reads_union(const AvroNode& reader, AvroIndex writer) {
  const std::size_t before = messages_.size();
  const AvroNode& written = writer_->at(writer);
  std::vector<std::string> reasons;  // of the branch that was meant for it, as far as one can tell
  for (const AvroIndex branch : reader.branches) {
    const bool fits = reads(branch, writer);
    if (!fits && is_meant_for(reader_->at(branch), written)) {
      reasons.assign(std::make_move_iterator(messages_.begin() + static_cast<std::ptrdiff_t>(before)),
                     std::make_move_iterator(messages_.end()));
    }
    messages_.resize(before);
    if (fits) return true;
  }
  if (reasons.empty()) return note(fmt::format("{} is not in the reader's union", description(written)));
  std::ranges::move(reasons, std::back_inserter(messages_));
  return false;
}

bool AvroComparison::has_same_name(const AvroNode& reader, const AvroNode& writer) {
  if (short_name(reader.name) == short_name(writer.name)) return true;
  if (!spend(reader.aliases.size())) return false;
  if (std::ranges::find(reader.aliases, writer.name) != reader.aliases.end()) return true;
  return note(fmt::format("{} has another name than the reader's {} and its aliases", description(writer),
                          reader.name));
}

bool AvroComparison::reads_record(const AvroNode& reader, const AvroNode& writer) {
  if (!has_same_name(reader, writer) || !spend(reader.fields.size() + writer.fields.size())) return false;
  FieldsByName written;
  for (const AvroField& field : writer.fields) written.emplace(field.name, &field);
  return std::ranges::count_if(reader.fields,
                               [&](const AvroField& field) { return !reads_field(field, written); }) == 0;
}

bool AvroComparison::reads_field(const AvroField& field, const FieldsByName& written) {
  const PathStep step(path_, field.name);
  if (!spend(field.aliases.size())) return false;
  auto found = written.find(field.name);
  for (auto alias = field.aliases.begin(); found == written.end() && alias != field.aliases.end(); ++alias) {
    found = written.find(*alias);
  }
  if (found != written.end()) return reads(field.type, found->second->type);
  return field.has_default || note("the writer has no such field, and the reader's has no default");
}

bool AvroComparison::reads_enum(const AvroNode& reader, const AvroNode& writer) {
  if (!has_same_name(reader, writer)) return false;
  if (reader.has_default_symbol) return true;
  if (!spend(reader.symbols.size() + writer.symbols.size())) return false;
  const std::unordered_set<std::string_view> known(reader.symbols.begin(), reader.symbols.end());
  std::string unknown;
  for (const std::string& symbol : writer.symbols) {
    if (known.contains(symbol)) continue;
    unknown.append(unknown.empty() ? "" : ", ").append(symbol);
  }
  return unknown.empty() ||
         note(fmt::format("enum {} has no default and no symbol {}", reader.name, unknown));
}

bool AvroComparison::reads_fixed(const AvroNode& reader, const AvroNode& writer) {
  if (!has_same_name(reader, writer)) return false;
  return reader.size == writer.size || note(fmt::format("fixed {} has {} bytes, not the reader's {}",
                                                        writer.name, writer.size, reader.size));
}

}  // namespace slipstream::registry
