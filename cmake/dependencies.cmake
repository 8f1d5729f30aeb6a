# What comes from outside. Debian packages and their versions: tools/deps/apt-packages.txt. librdkafka is built once by
# tools/deps/librdkafka.sh, because Debian's 2.0.2 lacks fixes to the guarantees the Kafka engine gives; DuckDB, which
# Debian does not have, is fetched by tools/deps/duckdb.sh.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(zstd REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(simdjson REQUIRED)
find_package(FastFloat REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(Boost 1.81.0 REQUIRED CONFIG COMPONENTS headers url)
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
find_package(nlohmann_json REQUIRED)
# Inflates telemetry packets in half of zlib's time.
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)

set(SLIPSTREAM_DEPS "$ENV{HOME}/.cache/slipstream/deps" CACHE PATH "where tools/deps puts what it builds")
file(READ ${CMAKE_SOURCE_DIR}/tools/deps/librdkafka.version SLIPSTREAM_RDKAFKA_VERSION)
string(STRIP "${SLIPSTREAM_RDKAFKA_VERSION}" SLIPSTREAM_RDKAFKA_VERSION)
set(rdkafka_root ${SLIPSTREAM_DEPS}/librdkafka-${SLIPSTREAM_RDKAFKA_VERSION})
if(NOT EXISTS ${rdkafka_root}/lib/librdkafka.a)
  message(FATAL_ERROR "librdkafka ${SLIPSTREAM_RDKAFKA_VERSION} is missing: run tools/deps/install")
endif()
add_library(rdkafka STATIC IMPORTED)
set_target_properties(rdkafka PROPERTIES
  IMPORTED_LOCATION ${rdkafka_root}/lib/librdkafka.a
  INTERFACE_INCLUDE_DIRECTORIES ${rdkafka_root}/include
  INTERFACE_LINK_LIBRARIES "OpenSSL::SSL;OpenSSL::Crypto;ZLIB::ZLIB;zstd::libzstd_shared;Threads::Threads;${CMAKE_DL_LIBS}")

file(READ ${CMAKE_SOURCE_DIR}/tools/deps/duckdb.version SLIPSTREAM_DUCKDB_VERSION)
string(STRIP "${SLIPSTREAM_DUCKDB_VERSION}" SLIPSTREAM_DUCKDB_VERSION)
set(duckdb_root ${SLIPSTREAM_DEPS}/duckdb-${SLIPSTREAM_DUCKDB_VERSION})
if(NOT EXISTS ${duckdb_root}/lib/libduckdb.so)
  message(FATAL_ERROR "DuckDB ${SLIPSTREAM_DUCKDB_VERSION} is missing: run tools/deps/install")
endif()
add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES
  IMPORTED_LOCATION ${duckdb_root}/lib/libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES ${duckdb_root}/include)
# A program finds libduckdb.so beside itself, else where it was at build time: copy both and it runs elsewhere.
set(CMAKE_BUILD_RPATH "$ORIGIN")
