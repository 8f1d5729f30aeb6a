#include "api/json_syntax.hpp"

namespace slipstream::api {
namespace {

constexpr int kMaxDepth = 1024;  // as simdjson

/// Walks over the text; each member function stops behind what it names, or notes the error.
class JsonWalker {
 public:
  explicit JsonWalker(std::string_view text) : text_(text) {}

  std::optional<JsonSyntaxError> walk() {
    if (value(0)) {
      skip_space();
      if (at_ < text_.size()) refuse("the end");
    }
    return error_;
  }

 private:
  bool value(int depth) {
    skip_space();
    if (depth > kMaxDepth) return refuse("less nesting");
    switch (peek()) {
      case '{': return members(depth);
      case '[': return items(depth);
      case '"': return string();
      case 't': return word("true");
      case 'f': return word("false");
      case 'n': return word("null");
      default: return number();
    }
  }

  bool members(int depth) {
    ++at_;
    skip_space();
    if (take('}')) return true;
    while (true) {
      skip_space();
      if (peek() != '"') return refuse("a name in quotes");
      if (!string()) return false;
      skip_space();
      if (!take(':')) return refuse("':'");
      if (!value(depth + 1)) return false;
      skip_space();
      if (take('}')) return true;
      if (!take(',')) return refuse("',' or '}'");
    }
  }

  bool items(int depth) {
    ++at_;
    skip_space();
    if (take(']')) return true;
    while (true) {
      if (!value(depth + 1)) return false;
      skip_space();
      if (take(']')) return true;
      if (!take(',')) return refuse("',' or ']'");
    }
  }

  bool string() {
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') return ++at_, true;
      if (static_cast<unsigned char>(c) < 0x20) return refuse("an escape for a control character");
      if (c == '\\' && !escape()) return false;
    }
    return refuse("'\"'");
  }

  /// At the backslash; stops at the escape's last character.
  bool escape() {
    ++at_;
    if (peek() != 'u') return is_one_of("\"\\/bfnrt", peek()) ? true : refuse("an escape");
    for (int digits = 0; digits < 4; ++digits) {
      ++at_;
      if (!is_one_of("0123456789abcdefABCDEF", peek())) return refuse("four hex digits");
    }
    return true;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return refuse("a value");
    if (take('.') && !digits()) return refuse("a digit");
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return refuse("a digit");
    }
    return true;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > begin;
  }

  bool word(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return refuse("a value");
    at_ += expected.size();
    return true;
  }

  static bool is_one_of(std::string_view set, char c) {
    return c != '\0' && set.find(c) != std::string_view::npos;
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ >= text_.size()) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (is_one_of(" \t\r\n", peek())) ++at_;
  }
  bool refuse(std::string_view expected) {
    error_ = JsonSyntaxError{at_, std::string{expected}};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<JsonSyntaxError> error_;
};

}  // namespace

std::optional<JsonSyntaxError> find_json_error(std::string_view text) { return JsonWalker{text}.walk(); }

}  // namespace slipstream::api
