#include "source/archive_writer/topic_state.hpp"

#include <charconv>
#include <utility>

#include <nlohmann/json.hpp>

namespace slipstream::source {
namespace {

using nlohmann::json;

void merge_update(json& base, json&& update);

void merge_entries(json& list, json&& entries) {
  for (auto& [key, entry] : entries.items()) {
    std::size_t index = 0;
    std::from_chars(key.data(), key.data() + key.size(), index);
    if (index < list.size()) {
      merge_update(list[index], std::move(entry));
    } else {
      merge_update(list.emplace_back(), std::move(entry));
    }
  }
}

void merge_members(json& object, json&& update) {
  for (auto& [key, member] : update.items()) {
    if (!key.starts_with('_')) merge_update(object[key], std::move(member));
  }
  const auto deleted = update.find("_deleted");
  if (deleted == update.end()) return;
  for (const json& key : *deleted) object.erase(key.get_ref<const std::string&>());
}

void merge_update(json& base, json&& update) {
  if (!update.is_object()) {
    base = std::move(update);
  } else if (base.is_array()) {
    merge_entries(base, std::move(update));
  } else {
    if (!base.is_object()) base = json::object();
    merge_members(base, std::move(update));
  }
}

}  // namespace

struct TopicState::Value {
  json root;
};

TopicState::TopicState() : value_(std::make_unique<Value>()) {}
TopicState::~TopicState() = default;
TopicState::TopicState(TopicState&&) noexcept = default;
TopicState& TopicState::operator=(TopicState&&) noexcept = default;

void TopicState::apply(std::string_view text) {
  json update = json::parse(text);
  if (update.contains("_kf")) value_->root = json{};
  merge_update(value_->root, std::move(update));
}

std::string TopicState::text() const { return value_->root.dump(); }

}  // namespace slipstream::source
