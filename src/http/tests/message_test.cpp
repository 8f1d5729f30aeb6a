#include "http/message.hpp"

#include <gmock/gmock.h>

#include "http/accept.hpp"
#include "http/target.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Query, decodes_and_keeps_order_and_repetition) {
  const auto query = parse_query("a=1&b=x+y%2Bz&a=%C3%A9&flag&=v&&c=1=2");
  ASSERT_TRUE(query.has_value());
  EXPECT_THAT(query->items(), ElementsAre(Pair("a", "1"), Pair("b", "x y+z"), Pair("a", "é"),
                                          Pair("flag", ""), Pair("", "v"), Pair("c", "1=2")));
  EXPECT_EQ(query->get("a"), "1");
  EXPECT_EQ(query->get("none"), std::nullopt);
  EXPECT_THAT(query->get_all("a"), ElementsAre("1", "é"));
}

TEST(Query, lists_are_commas_and_repetition_alike) {
  EXPECT_THAT(parse_query("drivers=VER,HAM&x=1&drivers=%4EOR,,")->get_list("drivers"),
              ElementsAre("VER", "HAM", "NOR"));
}

class BadTarget : public ::testing::TestWithParam<std::string_view> {};
TEST_P(BadTarget, is_an_error) {
  const auto target = parse_target(GetParam());
  ASSERT_FALSE(target.has_value());
  EXPECT_EQ(target.error().code, ErrorCode::invalid_argument);
}
INSTANTIATE_TEST_SUITE_P(All, BadTarget,
                         ::testing::Values("", "*", "path", "?a=1", "/%", "/%1", "/%zz", "/a?x=%", "/a?%g0=1",
                                           "/%00", "/%0d%0aX: y", "/%7f", "/%ff", "/a?x=%c3",
                                           "/a?x=%ed%a0%80", "/a?x=%f5%80%80%80", "/a?x=%c0%af"));

struct GoodTarget {
  std::string_view text, authority, path;
};
class WholeTarget : public ::testing::TestWithParam<GoodTarget> {};
TEST_P(WholeTarget, is_taken_apart) {
  const auto target = parse_target(GetParam().text);
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->authority, GetParam().authority);
  EXPECT_EQ(target->path, GetParam().path);
}
INSTANTIATE_TEST_SUITE_P(All, WholeTarget,
                         ::testing::Values(GoodTarget{"/", "", "/"}, GoodTarget{"/a%20b+c?x", "", "/a b+c"},
                                           GoodTarget{"http://h:80/x?y=://", "h:80", "/x"},
                                           GoodTarget{"http://h?y", "h", "/"},
                                           GoodTarget{"http://h", "h", "/"},
                                           GoodTarget{"/x://y", "", "/x://y"},
                                           GoodTarget{"/a#b?c", "", "/a"}));

struct Encoding {
  std::string_view header;
  bool gzip;
};
class AcceptEncoding : public ::testing::TestWithParam<Encoding> {};
TEST_P(AcceptEncoding, decides_about_gzip) { EXPECT_EQ(accepts_gzip(GetParam().header), GetParam().gzip); }
INSTANTIATE_TEST_SUITE_P(All, AcceptEncoding,
                         ::testing::Values(Encoding{"", false}, Encoding{"gzip", true},
                                           Encoding{"gzip, deflate, br", true}, Encoding{"GZIP;q=0.5", true},
                                           Encoding{"gzip;q=0", false}, Encoding{"gzip; q=0.000", false},
                                           Encoding{"*", true}, Encoding{"*;q=0", false},
                                           Encoding{"gzip;q=0,*", false}, Encoding{"identity", false},
                                           Encoding{"identity;q=1, gzip;q=0.5", false},
                                           Encoding{"identity;q=0.5, gzip;q=1.0", true},
                                           Encoding{"br;q=1, *;q=0.1", true}, Encoding{"gzip;q=x", false},
                                           Encoding{";;q=,,", false}));

struct Accept {
  std::string_view header;
  bool html;
};
class AcceptHeader : public ::testing::TestWithParam<Accept> {};
TEST_P(AcceptHeader, tells_browsers) { EXPECT_EQ(prefers_html(GetParam().header), GetParam().html); }
INSTANTIATE_TEST_SUITE_P(
    All, AcceptHeader,
    ::testing::Values(Accept{"", false}, Accept{"*/*", false}, Accept{"application/json", false},
                      Accept{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true},
                      Accept{"application/json, text/html", false}, Accept{"text/*", true},
                      Accept{"text/html;q=0.5, application/json", false},
                      Accept{"text/html;q=0, */*", false}));

TEST(Text, json_strings_escape_and_repair) {
  std::string out;
  append_json_string(out, "a\"\\\n\x01é\xff\xe2\x82");
  EXPECT_EQ(out, "\"a\\\"\\\\\\u000a\\u0001é\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

struct Coded {
  ErrorCode code;
  int status;
};
TEST(ErrorResponse, has_the_status_of_its_code) {
  for (const auto& [code, status] :
       {Coded{ErrorCode::invalid_argument, 400}, Coded{ErrorCode::invalid_input, 400},
        Coded{ErrorCode::permission, 403}, Coded{ErrorCode::not_found, 404}, Coded{ErrorCode::conflict, 409},
        Coded{ErrorCode::already_exists, 409}, Coded{ErrorCode::unavailable, 503},
        Coded{ErrorCode::timeout, 504}, Coded{ErrorCode::io, 500}, Coded{ErrorCode::internal, 500}}) {
    EXPECT_EQ(error_response(Error{code, "m"}).status, status);
  }
  EXPECT_EQ(error_response(Error{ErrorCode::timeout, "late", "here"}).body,
            R"({"error":{"code":"timeout","message":"here: late"}})");
  EXPECT_EQ(detail_response(Error{ErrorCode::timeout, "late"}).body, R"({"detail":"late"})");
}

}  // namespace
}  // namespace slipstream::http
