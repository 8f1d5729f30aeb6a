#pragma once

#include "api/context.hpp"
#include "library/library.hpp"

namespace slipstream::cli {

/// The library as the API sees it. Thread-safe.
class LibraryCatalog : public api::SessionCatalog {
 public:
  explicit LibraryCatalog(const library::Library& library) : library_(library) {}

  Result<std::vector<domain::SessionInfo>> list() override;
  Result<domain::SessionInfo> find(std::string_view key) override;

 private:
  const library::Library& library_;
};

}  // namespace slipstream::cli
