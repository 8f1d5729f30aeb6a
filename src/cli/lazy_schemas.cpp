#include "cli/lazy_schemas.hpp"

#include "cli/open_schemas.hpp"

namespace slipstream::cli {

Result<registry::Schema> LazySchemas::schema(std::int32_t id) {
  auto schemas = opened();
  if (!schemas) return propagate(schemas);
  return (*schemas)->schema(id);
}

Result<std::int32_t> LazySchemas::add(const std::string& subject, const registry::Schema& schema) {
  auto schemas = opened();
  if (!schemas) return propagate(schemas);
  return (*schemas)->add(subject, schema);
}

Result<std::vector<std::string>> LazySchemas::subjects() {
  auto schemas = opened();
  if (!schemas) return propagate(schemas);
  return (*schemas)->subjects();
}

Result<registry::Version> LazySchemas::latest(const std::string& subject) {
  auto schemas = opened();
  if (!schemas) return propagate(schemas);
  return (*schemas)->latest(subject);
}

Result<registry::Schemas*> LazySchemas::opened() {
  const std::scoped_lock lock(mutex_);
  if (schemas_ == nullptr) {
    auto found = open_schemas(log_, context_.settings, context_.stop);
    if (!found) return propagate(found);
    schemas_ = std::move(*found);
  }
  return schemas_.get();
}

}  // namespace slipstream::cli
