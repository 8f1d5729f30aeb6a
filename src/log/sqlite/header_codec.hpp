#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "log/record_batch.hpp"

namespace slipstream::log::sqlite {

/// A record's headers as they stand in the file: each key, then each value, as a LEB128 length and bytes.
/// Replaces the content of `out`; record `index` must have headers.
void encode_headers(const RecordBatch& batch, std::size_t index, std::string& out);

/// Replaces the content of `out` with views into `bytes`. False if `bytes` is no such encoding.
[[nodiscard]] bool decode_headers(std::string_view bytes, std::vector<HeaderView>& out);

}  // namespace slipstream::log::sqlite
