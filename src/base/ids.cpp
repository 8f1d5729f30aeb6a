#include "base/ids.hpp"

#include <array>
#include <cstdint>
#include <random>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/time.hpp"

namespace slipstream::base {

std::string new_ulid() {
  static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford
  thread_local std::mt19937_64 random{std::random_device{}()};
  const auto ms = static_cast<std::uint64_t>(wall_now().time_since_epoch() / std::chrono::milliseconds{1});
  std::string text(26, '0');
  for (std::size_t i = 0; i < 10; ++i) text[i] = kAlphabet[(ms >> (45 - 5 * i)) & 31];
  for (std::size_t i = 10; i < 26; ++i) text[i] = kAlphabet[random() & 31];
  return text;
}

std::string name_uuid(std::string_view name) {
  static constexpr std::string_view kNamespace = "slipstream.alerts/";
  std::string bytes{kNamespace};
  bytes += name;
  std::array<unsigned char, EVP_MAX_MD_SIZE> d{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), d.data(), &size, EVP_sha1(), nullptr);
  d[6] = static_cast<unsigned char>((d[6] & 0x0F) | 0x50);
  d[8] = static_cast<unsigned char>((d[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += fmt::format("{:02x}", d[i]);
  }
  return text;
}

}  // namespace slipstream::base
