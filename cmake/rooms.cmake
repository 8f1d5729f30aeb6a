# A room is a library with its tests beside it. Its link line is the list of what it may use.

add_library(slipstream_flags INTERFACE)
target_include_directories(slipstream_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(slipstream_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-tsan>
  # libstdc++ 12 implements stable_sort with a function it declares deprecated; clang reports that to us.
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:Clang>>:-Wno-deprecated-declarations>)

# slipstream_room(<name> USES <rooms and libraries others see> PRIVATE_USES <libraries only its sources see>)
# Every *.cpp of the folder (and of its sub-folders other than tests) is the library slipstream_<name>;
# every tests/*_test.cpp is in <name>_tests.
function(slipstream_room name)
  cmake_parse_arguments(ROOM "" "" "USES;PRIVATE_USES;TEST_USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "/tests/")
  list(TRANSFORM ROOM_USES REPLACE "^([a-z][a-z0-9]*)$" "slipstream_\\1")
  add_library(slipstream_${name} STATIC ${sources})
  target_link_libraries(slipstream_${name} PUBLIC slipstream_flags ${ROOM_USES} PRIVATE ${ROOM_PRIVATE_USES})
  file(GLOB test_sources CONFIGURE_DEPENDS tests/*_test.cpp)
  if(test_sources)
    slipstream_test(${name}_tests SOURCES ${test_sources} USES slipstream_${name} ${ROOM_TEST_USES} ${ROOM_PRIVATE_USES})
  endif()
endfunction()

# slipstream_test(<name> SOURCES … USES … [LABELS slow])
# Data files beside the tests are found through SLIPSTREAM_TEST_DATA.
function(slipstream_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE slipstream_test_support ${TEST_USES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE SLIPSTREAM_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}/tests/data")
  if(NOT TEST_LABELS)
    set(TEST_LABELS unit)
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT 600)
endfunction()
