#include "http/errors.hpp"

#include <string>

#include "http/text.hpp"

namespace slipstream::http {
namespace {

struct StatusName {
  int status;
  std::string_view reason, code;
};

constexpr StatusName kStatusNames[] = {
    {200, "OK", ""},
    {201, "Created", ""},
    {202, "Accepted", ""},
    {204, "No Content", ""},
    {206, "Partial Content", ""},
    {303, "See Other", ""},
    {304, "Not Modified", ""},
    {400, "Bad Request", "bad_request"},
    {401, "Unauthorized", "unauthorized"},
    {403, "Forbidden", "permission"},
    {404, "Not Found", "not_found"},
    {405, "Method Not Allowed", "method_not_allowed"},
    {408, "Request Timeout", "timeout"},
    {409, "Conflict", "conflict"},
    {413, "Content Too Large", "too_large"},
    {415, "Unsupported Media Type", "unsupported_media_type"},
    {422, "Unprocessable Content", "invalid_input"},
    {429, "Too Many Requests", "too_many_requests"},
    {431, "Request Header Fields Too Large", "header_too_large"},
    {500, "Internal Server Error", "internal"},
    {501, "Not Implemented", "unsupported"},
    {503, "Service Unavailable", "unavailable"},
    {504, "Gateway Timeout", "timeout"},
    {505, "HTTP Version Not Supported", "http_version"},
};

const StatusName* name_of(int status) {
  for (const auto& name : kStatusNames) {
    if (name.status == status) return &name;
  }
  return nullptr;
}

struct CodeName {
  int status;
  std::string_view code;
};

CodeName name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument: return {400, "invalid_argument"};
    case ErrorCode::invalid_input: return {400, "invalid_input"};
    case ErrorCode::permission: return {403, "permission"};
    case ErrorCode::not_found: return {404, "not_found"};
    case ErrorCode::already_exists: return {409, "already_exists"};
    case ErrorCode::conflict: return {409, "conflict"};
    case ErrorCode::unavailable: return {503, "unavailable"};
    case ErrorCode::timeout: return {504, "timeout"};
    case ErrorCode::no_space: return {500, "no_space"};
    case ErrorCode::exhausted: return {429, "too_many_requests"};
    case ErrorCode::io: return {500, "io"};
    case ErrorCode::interrupted: return {500, "interrupted"};
    case ErrorCode::unsupported: return {500, "unsupported"};
    case ErrorCode::internal: return {500, "internal"};
  }
  return {500, "internal"};
}

Response render(int status, std::string_view code, std::string_view message, ErrorForm form) {
  std::string body;
  if (form == ErrorForm::detail) {
    body = R"({"detail":)";
    append_json_string(body, message);
    body += '}';
  } else {
    body = R"({"error":{"code":)";
    append_json_string(body, code);
    body += R"(,"message":)";
    append_json_string(body, message);
    body += "}}";
  }
  return json_response(std::move(body), status);
}

}  // namespace

Response error_response(const Error& error, ErrorForm form) {
  const auto [status, code] = name_of(error.code);
  return render(status, code, error.to_string(), form);
}

Response refusal(int status, std::string_view message, ErrorForm form) {
  const auto* name = name_of(status);
  return render(status, name == nullptr ? "error" : name->code, message, form);
}

std::string_view reason_phrase(int status) {
  const auto* name = name_of(status);
  return name == nullptr ? "Unknown" : name->reason;
}

}  // namespace slipstream::http
