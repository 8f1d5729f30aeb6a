#pragma once

#include <string>
#include <string_view>

#include "api/context.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "table/write.hpp"

namespace slipstream::api {

/// ?format=json (default), csv or parquet. Errors: invalid_argument.
Result<table::Format> format_argument(const http::Request& request);

/// Runs one SELECT and answers with its rows; CSV and Parquet as a file of that name. Errors: those of the
/// port.
Result<http::Response> answer_select(SqlPort& sql, const std::string& query, const table::QueryLimits& limits,
                                     table::Format format, std::string_view file_name);

}  // namespace slipstream::api
