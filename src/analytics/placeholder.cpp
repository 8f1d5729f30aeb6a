#include <string>
namespace slipstream::analytics {}
