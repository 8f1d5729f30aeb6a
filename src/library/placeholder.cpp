#include <string>
namespace slipstream::library {}
