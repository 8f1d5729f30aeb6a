#include <string>
namespace slipstream::http {}
