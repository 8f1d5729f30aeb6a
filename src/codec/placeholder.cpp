#include <string>
namespace slipstream::codec {}
