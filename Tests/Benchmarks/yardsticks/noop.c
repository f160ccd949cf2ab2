// The least that a FastCGI program can do.

#include "serve.h"

void *begin(void) { return NULL; }

void answer(FCGX_Request *request, void *state) {
    (void)state;
    FCGX_PutS("Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n", request->out);
}
