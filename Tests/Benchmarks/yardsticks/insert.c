// One row from the request's body, durable before it is answered: a transaction of its own on each thread's own
// connection, with SQLite's busy handler between them.

#include "serve.h"

#include <stdio.h>

static const char *const statement_text =
    "INSERT INTO task (title, description, status, priority, createdAt, updatedAt, version)"
    " VALUES (?, '', 'open', 2, unixepoch(), unixepoch(), 1)";

struct state {
    sqlite3 *database;
    sqlite3_stmt *insert;
};

void *begin(void) {
    struct state *state = sqlite3_malloc(sizeof *state);
    state->database = open_database();
    check(state->database, sqlite3_prepare_v3(
        state->database, statement_text, -1, SQLITE_PREPARE_PERSISTENT, &state->insert, NULL));
    return state;
}

void answer(FCGX_Request *request, void *context) {
    struct state *state = context;
    char body[4096];
    int length = FCGX_GetStr(body, sizeof body, request->in);
    sqlite3_bind_text(state->insert, 1, body, length, SQLITE_STATIC);
    int code = sqlite3_step(state->insert);
    sqlite3_reset(state->insert);
    if (code == SQLITE_DONE) {
        char reply[256];
        char content[64];
        int size = snprintf(content, sizeof content, "{\"id\":%lld}", sqlite3_last_insert_rowid(state->database));
        int total = snprintf(
            reply, sizeof reply,
            "Status: 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", size, content);
        FCGX_PutStr(reply, total, request->out);
    } else {
        FCGX_PutS("Status: 503 Service Unavailable\r\n\r\n", request->out);
    }
}
