#include "domain/driver.hpp"

#include <array>

#include <gtest/gtest.h>

namespace slipstream::domain {
namespace {

Driver driver(std::string_view id, CarNumber number) {
  Driver made;
  made.id = id;
  made.number = number;
  return made;
}

TEST(FindDriver, ByCodeInAnyLettersOrByNumber) {
  const std::array drivers{driver("VER", 1), driver("NOR", 4), driver("44", 44),
                           driver("TOY", kFirstUnnumbered)};
  EXPECT_EQ(find_driver(drivers, "ver"), 0U);
  EXPECT_EQ(find_driver(drivers, "4"), 1U);
  EXPECT_EQ(find_driver(drivers, "44"), 2U);
  for (const char* nobody : {"", "V", "VERS", "5", "-4", "4x", "50000"}) {
    EXPECT_EQ(find_driver(drivers, nobody), std::nullopt) << nobody;
  }
}

TEST(KnownNumber, IsOneThatACarHas) {
  EXPECT_EQ(known_number(1), 1);
  EXPECT_EQ(known_number(0), std::nullopt);
  EXPECT_EQ(known_number(kFirstUnnumbered), std::nullopt);
}

}  // namespace
}  // namespace slipstream::domain
