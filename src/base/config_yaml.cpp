#include <cerrno>
#include <fstream>
#include <sstream>

#include <yaml-cpp/yaml.h>

#include "base/config.hpp"

namespace slipstream::base {
namespace {

std::string place(std::string_view name, const YAML::Mark& mark) {
  return mark.is_null() ? std::string{name} : fmt::format("{}:{}", name, mark.line + 1);
}

/// Walks a document and collects its leaves.
class Flattener {
 public:
  explicit Flattener(std::string_view name) : name_(name) {}

  Result<> map(const YAML::Node& node, const std::string& path) {
    for (const auto& item : node) {
      if (!item.first.IsScalar()) {
        return fail_at(place(name_, item.first.Mark()), ErrorCode::invalid_input,
                       "a key must be a plain text");
      }
      const std::string inner = path.empty() ? item.first.Scalar() : path + "." + item.first.Scalar();
      if (auto done = value(item.second, inner, place(name_, item.first.Mark())); !done) return done;
    }
    return {};
  }

  std::vector<ConfigValue> take() { return std::move(values_); }

 private:
  Result<> value(const YAML::Node& node, const std::string& path, const std::string& where) {
    if (node.IsMap()) return map(node, path);
    ConfigValue leaf{path, {}, node.IsSequence(), where};
    if (node.IsScalar()) leaf.items.push_back(node.Scalar());
    if (node.IsSequence()) {
      for (const auto& item : node) {
        if (!item.IsScalar()) {
          return fail_at(place(name_, item.Mark()), ErrorCode::invalid_input,
                         "{}: only plain values in a list", path);
        }
        leaf.items.push_back(item.Scalar());
      }
    }
    if (!node.IsNull()) values_.push_back(std::move(leaf));
    return {};
  }

  std::string_view name_;
  std::vector<ConfigValue> values_;
};

}  // namespace

Result<std::vector<ConfigValue>> parse_yaml(std::string_view text, std::string_view name) {
  try {
    const YAML::Node root = YAML::Load(std::string{text});
    if (root.IsNull()) return std::vector<ConfigValue>{};
    if (!root.IsMap()) {
      return fail_at(place(name, root.Mark()), ErrorCode::invalid_input, "a configuration is a map of keys");
    }
    Flattener flattener(name);
    if (auto done = flattener.map(root, ""); !done) return propagate(done);
    return flattener.take();
  } catch (const YAML::Exception& error) {
    return fail_at(place(name, error.mark), ErrorCode::invalid_input, "not YAML: {}", error.msg);
  }
}

Result<std::vector<ConfigValue>> read_yaml(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) {
    const bool denied = errno == EACCES;
    return fail_at(
        file.string(), denied ? ErrorCode::permission : ErrorCode::not_found, "{}",
        denied ? "the configuration cannot be read: permission denied" : "no such configuration file");
  }
  std::ostringstream text;
  text << in.rdbuf();
  return parse_yaml(text.str(), file.string());
}

}  // namespace slipstream::base
