#include "http/router.hpp"

#include <gmock/gmock.h>

namespace slipstream::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

Result<Response> nothing(const Request&) { return Response{}; }

Router sample() {
  Router router;
  for (const char* pattern : {"/", "/a/{x}", "/a/b", "/{x}/b/c", "/a/{y}/c", "/a/b/{z}"}) {
    router.add(Method::get, pattern, nothing);
  }
  router.add(Method::post, "/a/b", nothing);
  router.add(Method::post, "/a/only-post", nothing);
  router.add(Method::patch, "/p", nothing);
  return router;
}

struct Case {
  Method method;
  std::string_view path, pattern;
};
class Matching : public ::testing::TestWithParam<Case> {};

TEST_P(Matching, finds_the_most_fixed_pattern) {
  const auto router = sample();
  const auto match = router.match(GetParam().method, GetParam().path);
  EXPECT_EQ(match.route == nullptr ? std::string_view{} : match.route->pattern, GetParam().pattern);
}

INSTANTIATE_TEST_SUITE_P(
    All, Matching,
    ::testing::Values(Case{Method::get, "/", "/"}, Case{Method::get, "/a/b", "/a/b"},
                      Case{Method::get, "/a/q", "/a/{x}"}, Case{Method::get, "/a/", ""},
                      Case{Method::get, "/a/b/c", "/a/b/{z}"}, Case{Method::get, "/a/q/c", "/a/{y}/c"},
                      Case{Method::get, "/q/b/c", "/{x}/b/c"}, Case{Method::head, "/a/b", "/a/b"},
                      Case{Method::head, "/p", ""}, Case{Method::get, "/a/only-post", "/a/{x}"},
                      Case{Method::post, "/a/only-post", "/a/only-post"}, Case{Method::get, "/none", ""},
                      Case{Method::get, "//", ""}, Case{Method::get, "/a/b/c/d", ""}));

TEST(Router, hands_out_path_parameters) {
  EXPECT_THAT(sample().match(Method::get, "/a/v w/c").path_parameters, ElementsAre(Pair("y", "v w")));
  EXPECT_THAT(sample().match(Method::get, "/a/b").path_parameters, IsEmpty());
}

TEST(Router, names_the_allowed_methods) {
  EXPECT_THAT(sample().match(Method::del, "/a/b").allowed,
              ElementsAre(Method::get, Method::head, Method::post));
  EXPECT_THAT(sample().match(Method::del, "/none").allowed, IsEmpty());
}

TEST(Router, the_fallback_answers_get_of_unknown_paths_only) {
  auto router = sample();
  router.set_fallback(nothing);
  EXPECT_NE(router.match(Method::get, "/none").route, nullptr);
  EXPECT_EQ(router.match(Method::post, "/none").route, nullptr);
  EXPECT_EQ(router.match(Method::get, "/p").route, nullptr) << "a known path of another method stays a 405";
}

TEST(Router, the_longest_prefix_decides_the_form_of_errors) {
  Router router;
  router.set_error_form("/api", ErrorForm::detail);
  router.set_error_form("/api/v1", ErrorForm::error);
  EXPECT_EQ(router.error_form("/api/race"), ErrorForm::detail);
  EXPECT_EQ(router.error_form("/api/v1"), ErrorForm::error);
  EXPECT_EQ(router.error_form("/api/v1/x"), ErrorForm::error);
  EXPECT_EQ(router.error_form("/api/v10"), ErrorForm::detail);
  EXPECT_EQ(router.error_form("/apis"), ErrorForm::error);
}

}  // namespace
}  // namespace slipstream::http
