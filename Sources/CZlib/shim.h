// zlib: deflate and its checksum.
#pragma once
// What is read is not written to.
#define ZLIB_CONST
#include <zlib.h>
