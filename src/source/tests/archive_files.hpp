#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "session_files.hpp"
#include "source/packet_inflater.hpp"

/// What tests look at in files that were written.
namespace slipstream::source {

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  EXPECT_TRUE(in) << file;
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The names of what is in a folder, sorted.
inline std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

/// The text inside of a packet, which comes with its quotes.
inline std::string unpack(std::string_view packet) {
  PacketInflater inflater;
  const auto text = inflater.inflate(packet.substr(1, packet.size() - 2));
  EXPECT_TRUE(text) << text.error().to_string();
  return text ? std::string{text->text} : std::string{};
}

}  // namespace slipstream::source
