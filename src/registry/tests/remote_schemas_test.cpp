#include "registry/remote_schemas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/tests/scripted_server.hpp"

namespace slipstream::registry {
namespace {

using net::answer;
using net::ScriptedServer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

RemoteSchemas client(const ScriptedServer& server, std::string key = {}, std::string secret = {}) {
  return RemoteSchemas({server.url("/registry/"), std::move(key), std::move(secret), {}, {}});
}

TEST(RemoteSchemas, GetsASchemaOfEitherType) {
  ScriptedServer server([](auto number, auto&) {
    return number == 0 ? answer(R"({"schema":"\"string\""})")
                       : answer(R"({"schema":"{}","schemaType":"JSON","more":1})");
  });
  RemoteSchemas schemas = client(server, "me", "my secret");
  const auto avro = schemas.schema(12);
  ASSERT_TRUE(avro) << avro.error().to_string();
  EXPECT_EQ(avro->type, SchemaType::avro);
  EXPECT_EQ(avro->text, "\"string\"");
  const auto other = schemas.schema(13);
  ASSERT_TRUE(other) << other.error().to_string();
  EXPECT_EQ(other->type, SchemaType::json);
  EXPECT_THAT(server.heads()[0], HasSubstr("GET /registry/schemas/ids/12 HTTP"));
  EXPECT_THAT(server.heads()[0], HasSubstr("Authorization: Basic bWU6bXkgc2VjcmV0\r\n"));
}

TEST(RemoteSchemas, AddsOne) {
  ScriptedServer server([](auto, auto&) { return answer(R"({"id":5,"version":1})"); });
  RemoteSchemas schemas = client(server);
  const auto id = schemas.add("a/b c", {SchemaType::json, R"({"type":"object"})"});
  ASSERT_TRUE(id) << id.error().to_string();
  EXPECT_EQ(*id, 5);
  EXPECT_THAT(server.heads()[0], HasSubstr("POST /registry/subjects/a%2Fb%20c/versions HTTP"));
  EXPECT_THAT(server.heads()[0], HasSubstr(R"({"schema":"{\"type\":\"object\"}","schemaType":"JSON"})"));
  EXPECT_THAT(server.heads()[0], Not(HasSubstr("Authorization")));
}

TEST(RemoteSchemas, TellsWhyNot) {
  struct Case {
    int status;
    std::string body;
    ErrorCode code;
    std::string message;
  };
  for (const Case& c : {Case{404, R"({"error_code":40403,"message":"Schema not found"})",
                             ErrorCode::not_found, "Schema not found"},
                        Case{401, "", ErrorCode::permission, "401"},
                        Case{409, R"({"error_code":409,"message":"incompatible: x"})", ErrorCode::conflict,
                             "incompatible: x"},
                        Case{422, R"({"error_code":42201,"message":"bad"})", ErrorCode::invalid_input, "bad"},
                        Case{200, "<html>", ErrorCode::invalid_input, "no id"},
                        Case{200, R"({"id":"five"})", ErrorCode::invalid_input, "no id"}}) {
    ScriptedServer server([&](auto, auto&) { return answer(c.body, "", c.status); });
    const auto id = client(server).add("s", {SchemaType::avro, "\"int\""});
    ASSERT_FALSE(id) << c.status;
    EXPECT_EQ(id.error().code, c.code) << c.status;
    EXPECT_THAT(id.error().message, HasSubstr(c.message));
    EXPECT_THAT(id.error().where, HasSubstr("/registry/subjects/s/versions"));
    EXPECT_EQ(server.heads().size(), 1U) << "what will not pass is not asked again";
  }
}

TEST(RemoteSchemas, TellsTheNewestVersionOfASubject) {
  ScriptedServer server([](auto, auto&) {
    return answer(R"({"subject":"a value","version":3,"id":9,"schema":"\"string\""})");
  });
  const auto latest = client(server).latest("a value");
  ASSERT_TRUE(latest) << latest.error().to_string();
  EXPECT_EQ(latest->version, 3);
  EXPECT_EQ(latest->id, 9);
  EXPECT_EQ(latest->schema.text, "\"string\"");
  EXPECT_THAT(server.heads()[0], HasSubstr("GET /registry/subjects/a%20value/versions/latest HTTP"));
}

TEST(RemoteSchemas, AsksAgainWhatMayPass) {
  ScriptedServer server(
      [](auto number, auto&) { return number == 0 ? answer("", "", 503) : answer(R"(["a","b"])"); });
  const auto subjects = client(server).subjects();
  ASSERT_TRUE(subjects) << subjects.error().to_string();
  EXPECT_THAT(*subjects, ElementsAre("a", "b"));
}

TEST(RemoteSchemas, IsNotFooledByAnAnswerOfAnotherShape) {
  for (const char* body : {"[]", R"({"schema":1})", R"({"schema":"x","schemaType":"PROTOBUF"})",
                           R"({"schema":"x","schemaType":3})"}) {
    ScriptedServer server([&](auto, auto&) { return answer(body); });
    const auto schema = client(server).schema(1);
    ASSERT_FALSE(schema) << body;
    EXPECT_EQ(schema.error().code, ErrorCode::invalid_input) << body;
    EXPECT_EQ(client(server).latest("s").error().code, ErrorCode::invalid_input) << body;
  }
}

}  // namespace
}  // namespace slipstream::registry
