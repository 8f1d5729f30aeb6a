#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "net/http_client.hpp"
#include "registry/schemas.hpp"

namespace slipstream::registry {

struct RemoteSchemasOptions {
  std::string url;                ///< "https://host:8081", or with a path: "…/apis/ccompat/v7"
  std::string key, secret;        ///< Basic authentication; an empty key: none
  std::filesystem::path ca_file;  ///< of trusted authorities; empty: the system's
  std::stop_token stop;           ///< ends waiting
};

/// A client of Confluent's Schema Registry API over HTTP. What may pass is tried again for a few seconds.
class RemoteSchemas final : public Schemas {
 public:
  explicit RemoteSchemas(RemoteSchemasOptions options);

  Result<Schema> schema(std::int32_t id) override;
  Result<std::int32_t> add(const std::string& subject, const Schema& schema) override;
  Result<std::vector<std::string>> subjects() override;
  Result<Version> latest(const std::string& subject) override;
  [[nodiscard]] const std::string& url() const { return options_.url; }

 private:
  Result<std::string> ask(const std::string& path, std::optional<std::string> body);

  const RemoteSchemasOptions options_;
  net::HttpClient client_;
};

}  // namespace slipstream::registry
