#include <string>
namespace slipstream::store {}
