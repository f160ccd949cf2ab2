// One row by its key, with a statement that is prepared once on each thread, as JSON.

#include "serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const query =
    "SELECT id, title, description, status, priority, createdAt, updatedAt, version FROM task WHERE id = ?";

void *begin(void) {
    sqlite3 *database = open_database();
    sqlite3_stmt *statement;
    check(database, sqlite3_prepare_v3(database, query, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
    return statement;
}

void answer(FCGX_Request *request, void *state) {
    sqlite3_stmt *statement = state;
    const char *uri = FCGX_GetParam("REQUEST_URI", request->envp);
    const char *slash = uri ? strrchr(uri, '/') : NULL;
    sqlite3_bind_int64(statement, 1, slash ? atoll(slash + 1) : 0);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        // Descriptions have up to 64 KB.
        static _Thread_local char body[80 * 1024];
        int length = snprintf(
            body, sizeof body,
            "{\"id\":%lld,\"title\":\"%s\",\"description\":\"%s\",\"status\":\"%s\",\"priority\":%d,"
            "\"createdAt\":%lld,\"updatedAt\":%lld,\"version\":%lld}",
            sqlite3_column_int64(statement, 0), sqlite3_column_text(statement, 1), sqlite3_column_text(statement, 2),
            sqlite3_column_text(statement, 3), sqlite3_column_int(statement, 4), sqlite3_column_int64(statement, 5),
            sqlite3_column_int64(statement, 6), sqlite3_column_int64(statement, 7));
        char head[128];
        int size = snprintf(
            head, sizeof head, "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n", length);
        FCGX_PutStr(head, size, request->out);
        FCGX_PutStr(body, length, request->out);
    } else {
        FCGX_PutS("Status: 404 Not Found\r\n\r\n", request->out);
    }
    sqlite3_reset(statement);
}
