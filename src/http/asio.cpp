// The compiled part of Asio and Beast: the other sources see declarations only.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
