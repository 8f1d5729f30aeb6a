#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace slipstream::http {

/// What one client of server-sent events gets. The server calls pull() on its I/O thread: first when the
/// client has connected, then whenever the stream was woken AND the client has taken what it was sent before.
/// A slow client is thus asked less often, and the stream conflates by itself.
class EventStream {
 public:
  virtual ~EventStream() = default;
  /// Appends what the client should get now, in SSE form ("event: …\nid: …\ndata: …\n\n"); nothing if there
  /// is nothing new. False ends the stream after these bytes.
  virtual bool pull(std::string& out) = 0;
  /// Whether pull() would find anything: one that is sure of a no costs nothing when all are woken. Also on
  /// the I/O thread.
  [[nodiscard]] virtual bool has_news() const { return true; }
  /// What a client gets when there has been nothing for a while: a comment, unless it expects more.
  [[nodiscard]] virtual std::string_view keep_alive() const { return ":\n\n"; }
};

/// Wakes streams. Thread-safe and cheap; many calls between two turns of the I/O thread count as one.
class StreamWaker {
 public:
  virtual ~StreamWaker() = default;
  virtual void wake_all() = 0;
};

}  // namespace slipstream::http
