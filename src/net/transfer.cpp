#include "net/transfer.hpp"

#include <cstdlib>

#include <curl/curl.h>

#include "net/curl_failure.hpp"

namespace slipstream::net {
namespace {

/// Of a page that explains an error: nobody reads it here.
constexpr std::uint64_t kErrorPageBytes = 64 << 10;
constexpr int kPollMs = 1000;  // a stop wakes the poll; curl itself asks for shorter ones where it needs them

bool is_good(int status) { return status == 200 || status == 206; }

/// What curl's callbacks fill in during one attempt.
struct Attempt {
  BodySink& sink;
  bool any_status;
  HeadReader reader;
  bool begun = false;
  std::uint64_t received = 0, ignored = 0;
  std::optional<Error> refused;  ///< by the sink

  [[nodiscard]] bool for_sink() const { return any_status || is_good(reader.head().status); }
  /// Tells the sink once that an answer for it begins.
  bool begin() {
    if (begun || !for_sink()) return true;
    begun = true;
    return accept(sink.begin(reader.head()));
  }
  bool accept(Result<> taken) {
    if (!taken) refused = std::move(taken.error());
    return !refused;
  }
};

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  static_cast<Attempt*>(user)->reader.take({data, size}, now);
  return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& attempt = *static_cast<Attempt*>(user);
  if (!attempt.for_sink()) {
    attempt.ignored += size;
    return attempt.ignored > kErrorPageBytes ? CURL_WRITEFUNC_ERROR : size;
  }
  if (!attempt.begin() || !attempt.accept(attempt.sink.write({data, size}))) return CURL_WRITEFUNC_ERROR;
  attempt.received += size;
  return size;
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

/// curl's own objects; the multi handle keeps the connections and can be woken by a stop.
class Transfer::Handles {
 public:
  explicit Handles(const TransferOptions& options) {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(started);
    easy_ = curl_easy_init();
    multi_ = curl_multi_init();
    set(CURLOPT_ERRORBUFFER, error_text_);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, options.user_agent.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stalled_after.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options.slowest));
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, static_cast<long>(options.max_redirects));
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_WRITEFUNCTION, on_body);
    // OpenSSL's own variable, which the library, unlike the tool, does not look at.
    const char* others = std::getenv("SSL_CERT_FILE");
    if (!options.ca_file.empty()) {
      set(CURLOPT_CAINFO, options.ca_file.c_str());
    } else if (others != nullptr && *others != '\0') {
      set(CURLOPT_CAINFO, others);
    }
  }
  ~Handles() {
    curl_easy_cleanup(easy_);
    curl_multi_cleanup(multi_);
  }
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(easy_, option, value);
  }

  /// What curl says of the transfer that was set up; nullopt: stopped.
  std::optional<CURLcode> perform(const std::stop_token& stop) {
    error_text_[0] = '\0';
    curl_multi_add_handle(multi_, easy_);
    std::optional<CURLcode> code;
    {
      const std::stop_callback wake(stop, [this] { curl_multi_wakeup(multi_); });
      int running = 1;
      while (running > 0 && !stop.stop_requested()) {
        if (curl_multi_perform(multi_, &running) != CURLM_OK) break;
        if (running > 0) curl_multi_poll(multi_, nullptr, 0, kPollMs, nullptr);
      }
      if (running > 0) code = CURLE_FAILED_INIT;
      if (stop.stop_requested()) code.reset();
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    }
    curl_multi_remove_handle(multi_, easy_);
    return code;
  }

  [[nodiscard]] std::string error_text(CURLcode code) const {
    return error_text_[0] != '\0' ? error_text_ : curl_easy_strerror(code);
  }

 private:
  CURL* easy_;
  CURLM* multi_;
  char error_text_[CURL_ERROR_SIZE] = {};
};

Transfer::Transfer(const TransferOptions& options) : handles_(std::make_unique<Handles>(options)) {}
Transfer::~Transfer() = default;

TransferOutcome Transfer::run(const TransferRequest& request, BodySink& sink, const std::stop_token& stop) {
  Attempt attempt{.sink = sink, .any_status = request.any_status, .reader = {}, .refused = {}};
  std::unique_ptr<curl_slist, FreeList> headers;
  for (const std::string& header : request.headers) {
    headers.reset(curl_slist_append(headers.release(), header.c_str()));
  }
  handles_->set(CURLOPT_URL, request.url.c_str());
  handles_->set(CURLOPT_REDIR_PROTOCOLS_STR, request.url.starts_with("https:") ? "https" : "http,https");
  handles_->set(CURLOPT_ACCEPT_ENCODING, request.compressed ? "" : nullptr);
  handles_->set(CURLOPT_HTTPHEADER, headers.get());
  if (request.post) {
    handles_->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.post->size()));
    handles_->set(CURLOPT_POSTFIELDS, request.post->data());
  } else {
    handles_->set(CURLOPT_HTTPGET, 1L);
  }
  handles_->set(CURLOPT_HEADERDATA, &attempt);
  handles_->set(CURLOPT_WRITEDATA, &attempt);
  const std::optional<CURLcode> code = handles_->perform(stop);

  TransferOutcome outcome{attempt.reader.head(), attempt.received, std::nullopt};
  if (code == CURLE_OK) attempt.begin();  // an answer without a body
  if (attempt.refused) {
    outcome.failure = {std::move(*attempt.refused), false};
  } else if (!code) {
    outcome.failure = {{ErrorCode::interrupted, "stopped", request.url}, false};
  } else if (*code != CURLE_OK && outcome.head.status < 400) {  // else the status tells more
    outcome.failure = curl_failure(*code, handles_->error_text(*code), request.url);
  }
  return outcome;
}

}  // namespace slipstream::net
