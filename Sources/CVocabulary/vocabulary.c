#include "CVocabulary.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

_Alignas(4) static const unsigned char o200k[] = {
#embed "o200k.table"
};

_Alignas(4) static const unsigned char cl100k[] = {
#embed "cl100k.table"
};

const void *elwosa_o200k(void) { return o200k; }
const void *elwosa_cl100k(void) { return cl100k; }
