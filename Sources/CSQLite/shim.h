// libsqlite3, and the few of its calls that Swift cannot import: variadic functions and cast macros.
#pragma once
// Without _GNU_SOURCE, in every C room: the importer refuses a struct that this module and Swift's Glibc see with
// different fields.
#include <sqlite3.h>

static inline int elwosa_sqlite3_db_config_flag(sqlite3 *db, int option, int on) {
    int now = 0;
    return sqlite3_db_config(db, option, on, &now);
}

static inline int elwosa_sqlite3_bind_text(sqlite3_stmt *s, int i, const char *text, int bytes) {
    return sqlite3_bind_text(s, i, text, bytes, SQLITE_TRANSIENT);
}

static inline int elwosa_sqlite3_bind_blob(sqlite3_stmt *s, int i, const void *blob, int bytes) {
    return sqlite3_bind_blob(s, i, blob, bytes, SQLITE_TRANSIENT);
}

// Without it every allocation of every connection takes one lock of the whole process to count bytes nobody reads.
static inline int elwosa_sqlite3_without_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
