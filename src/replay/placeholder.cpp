#include <string>
namespace slipstream::replay {}
