#pragma once

#include <optional>
#include <string>
#include <vector>

#include "source/feed_event.hpp"
#include "source/json_node.hpp"

/// Reads one field each: what the feed's value means in the type of its patch. An empty text and null clear a
/// patch; a text that is not what the field holds clears it too, and is counted. Throws as Node does.
namespace slipstream::source {

void read(Node node, Patch<int>& out);
void read(Node node, Patch<CarNumber>& out);
void read(Node node, Patch<bool>& out);  ///< true, "true", "1", …
void read(Node node, Patch<double>& out);
void read(Node node, Patch<std::string>& out);
void read(Node node, Patch<Milliseconds>& out);  ///< a lap, sector or lane time
void read(Node node, Patch<domain::Gap>& out);
void read(Node node, Patch<domain::Compound>& out);

/// Of topics whose fields are plain: an empty text or null is "not known".
void read(Node node, std::string& out);
void read(Node node, std::optional<int>& out);
void read(Node node, std::optional<bool>& out);
void read(Node node, std::optional<double>& out);
void read(Node node, std::optional<CarNumber>& out);
void read(Node node, std::optional<UtcTime>& out);

/// "00:17:59".
void read_clock(Node node, Patch<Milliseconds>& out);

/// The key of a map of cars. Throws if it is no car number.
[[nodiscard]] CarNumber car_number(std::string_view key);

/// A list of objects; read_member(key, node, entry) reads one member of an entry.
template <class T, class ReadMember>
void read_list(Node list, ListPatch<T>& out, ReadMember read_member) {
  const ListForm form = list.each_entry([&](std::size_t index, Node entry) {
    T& item = out.items.emplace_back(index, T{}).second;
    entry.each([&](std::string_view key, Node member) { read_member(key, member, item); });
  });
  if (form == ListForm::whole) out.whole = true;
}

/// A map from car numbers to objects; read_member as above.
template <class T, class ReadMember>
void read_cars(Node map, std::vector<T>& out, ReadMember read_member) {
  map.each([&](std::string_view number, Node car) {
    T item;
    item.car = car_number(number);
    car.each([&](std::string_view key, Node member) { read_member(key, member, item); });
    out.push_back(std::move(item));
  });
}

}  // namespace slipstream::source
