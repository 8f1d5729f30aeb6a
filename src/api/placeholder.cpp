#include <string>
namespace slipstream::api {}
