// The newest 50 tasks with everything that belongs to them, as JSON: the columns of ELWOSA's list, and of each task its
// steps, labels, assignees, blockers and subtasks by a statement each. It asks for nobody's sight.

#include "serve.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 6 };

static const char *const list_text =
    "SELECT id, title, description, status, priority, projectId, parentId, startAt, dueAt, waitUntil, estimateMinutes,"
    " externalId, createdAt, updatedAt, completedAt, version FROM task ORDER BY id DESC LIMIT 50";

static const char *const part_names[PARTS] = {"steps", "labels", "assignees", "blockedBy", "blocks", "progress"};
static const char *const part_texts[PARTS] = {
    "SELECT id, title, done FROM step WHERE taskId = ? ORDER BY position",
    "SELECT name FROM taskLabel JOIN label ON label.id = labelId WHERE taskId = ? ORDER BY name",
    "SELECT name FROM taskAssignee JOIN account ON account.id = accountId WHERE taskId = ? ORDER BY name",
    "SELECT blockerId FROM taskBlock WHERE blockedId = ? ORDER BY 1",
    "SELECT blockedId FROM taskBlock WHERE blockerId = ? ORDER BY 1",
    "SELECT sum(status IN ('done', 'dropped')), count(*) FROM task WHERE parentId = ?",
};

struct text {
    char *bytes;
    size_t length, room;
};

struct state {
    sqlite3_stmt *list, *parts[PARTS];
    struct text text;
};

static sqlite3_stmt *prepare(sqlite3 *database, const char *text) {
    sqlite3_stmt *statement;
    check(database, sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
    return statement;
}

void *begin(void) {
    struct state *state = calloc(1, sizeof *state);
    sqlite3 *database = open_database();
    state->list = prepare(database, list_text);
    for (int part = 0; part < PARTS; part++) state->parts[part] = prepare(database, part_texts[part]);
    return state;
}

static void make_room(struct text *text, size_t more) {
    if (text->length + more <= text->room) return;
    text->room = (text->length + more) * 2;
    text->bytes = realloc(text->bytes, text->room);
}

static void add(struct text *text, const char *format, ...) {
    make_room(text, 256);
    va_list arguments;
    va_start(arguments, format);
    text->length += (size_t)vsnprintf(text->bytes + text->length, 256, format, arguments);
    va_end(arguments);
}

static void add_quoted(struct text *text, const char *value, int size) {
    make_room(text, (size_t)size * 6 + 2);
    char *out = text->bytes + text->length;
    *out++ = '"';
    for (int i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)value[i];
        if (byte == '"' || byte == '\\') *out++ = '\\';
        if (byte < ' ') out += sprintf(out, "\\u%04x", byte);
        else *out++ = (char)byte;
    }
    *out++ = '"';
    text->length = (size_t)(out - text->bytes);
}

static void add_column(struct text *text, sqlite3_stmt *row, int column) {
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: add(text, "null"); break;
    case SQLITE_INTEGER: add(text, "%lld", sqlite3_column_int64(row, column)); break;
    default:
        add_quoted(text, (const char *)sqlite3_column_text(row, column), sqlite3_column_bytes(row, column));
    }
}

static void add_part(struct text *text, sqlite3_stmt *part, const char *name, sqlite3_int64 id) {
    add(text, ",\"%s\":[", name);
    sqlite3_bind_int64(part, 1, id);
    for (int rows = 0; sqlite3_step(part) == SQLITE_ROW; rows++) {
        int columns = sqlite3_column_count(part);
        add(text, rows ? "," : "");
        for (int column = 0; column < columns; column++) {
            add(text, column ? "," : columns > 1 ? "[" : "");
            add_column(text, part, column);
        }
        add(text, columns > 1 ? "]" : "");
    }
    sqlite3_reset(part);
    add(text, "]");
}

void answer(FCGX_Request *request, void *context) {
    struct state *state = context;
    struct text *text = &state->text;
    text->length = 0;
    add(text, "{\"tasks\":[");
    for (int rows = 0; sqlite3_step(state->list) == SQLITE_ROW; rows++) {
        add(text, rows ? ",{" : "{");
        for (int column = 0; column < sqlite3_column_count(state->list); column++) {
            add(text, "%s\"%s\":", column ? "," : "", sqlite3_column_name(state->list, column));
            add_column(text, state->list, column);
        }
        sqlite3_int64 id = sqlite3_column_int64(state->list, 0);
        for (int part = 0; part < PARTS; part++) add_part(text, state->parts[part], part_names[part], id);
        add(text, "}");
    }
    sqlite3_reset(state->list);
    add(text, "]}");
    char head[128];
    int size = snprintf(
        head, sizeof head, "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n", text->length);
    FCGX_PutStr(head, size, request->out);
    FCGX_PutStr(text->bytes, (int)text->length, request->out);
}
