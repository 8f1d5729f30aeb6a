#include <string>
namespace slipstream::source {}
