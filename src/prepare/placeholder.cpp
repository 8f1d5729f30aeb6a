#include <string>
namespace slipstream::prepare {}
