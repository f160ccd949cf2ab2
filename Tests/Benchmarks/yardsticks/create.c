// A task with its steps, its event with digest and HMAC, its counters and its row in the search index: one transaction,
// durable before it is answered. With YARDSTICK_GROUP=1 one thread writes for all, and those that wait share a commit.
//
// The body is title, description and steps, between them the byte 31: it reads no JSON, and looks at nobody's rights.

#include "serve.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { STATEMENTS = 9, BODY = 128 * 1024 };

enum statement { BEGIN, TASK, STEP, HEAD, EVENT, EVENT_BODY, COUNT, HOUR, SEARCH };

static const char *const texts[STATEMENTS] = {
    "BEGIN IMMEDIATE",
    "INSERT INTO task (title, description, status, priority, createdAt, updatedAt, version, inboxId)"
    " VALUES (?, ?, 'open', 2, unixepoch(), unixepoch(), 1, 1)",
    "INSERT INTO step (taskId, position, title, done) VALUES (?, ?, ?, 0)",
    "SELECT seq, mac FROM event ORDER BY seq DESC LIMIT 1",
    "INSERT INTO event (seq, at, actor, area, kind, subject, project, digest, mac)"
    " VALUES (?, unixepoch(), 'account:1', 'tasks', 'task_created', ?, -1, ?, ?)",
    "INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, json_object('title', ?, 'description', ?))",
    "INSERT INTO taskCount (projectId, status, count) VALUES (-1, 'open', 1) ON CONFLICT DO UPDATE SET count = count + 1",
    "INSERT INTO taskHour (projectId, hour, done, live) VALUES (-1, unixepoch() / 3600, 0, 1)"
    " ON CONFLICT DO UPDATE SET live = live + 1",
    "INSERT INTO taskSearch (rowid, title, description) VALUES (?, lower(?), lower(?))",
};

struct writer {
    sqlite3 *database;
    sqlite3_stmt *statements[STATEMENTS], *commit, *rollback;
};

// One request that waits to be written.
struct order {
    char *body;
    int length;
    sqlite3_int64 id;
    bool is_done;
    struct order *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wanted = PTHREAD_COND_INITIALIZER, written = PTHREAD_COND_INITIALIZER;
static struct order *waiting;
static bool is_grouped;

static sqlite3_stmt *prepare(sqlite3 *database, const char *text) {
    sqlite3_stmt *statement;
    check(database, sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
    return statement;
}

static struct writer *make_writer(void) {
    struct writer *writer = calloc(1, sizeof *writer);
    writer->database = open_database();
    for (int i = 0; i < STATEMENTS; i++) writer->statements[i] = prepare(writer->database, texts[i]);
    writer->commit = prepare(writer->database, "COMMIT");
    writer->rollback = prepare(writer->database, "ROLLBACK");
    return writer;
}

static void run(struct writer *writer, sqlite3_stmt *statement) {
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    check(writer->database, code);
}

static void bind_text(sqlite3_stmt *statement, int place, const char *text, size_t length) {
    sqlite3_bind_text(statement, place, text, (int)length, SQLITE_STATIC);
}

// Appends the event to the chain.
static void append(struct writer *writer, sqlite3_int64 id, const char *title, size_t title_length,
                   const char *description, size_t description_length) {
    sqlite3_stmt **statements = writer->statements;
    unsigned char message[32 + 8], salt[16], digest[32], mac[32];
    sqlite3_int64 seq = 0;
    memset(message, 0, sizeof message);
    if (sqlite3_step(statements[HEAD]) == SQLITE_ROW) {
        seq = sqlite3_column_int64(statements[HEAD], 0);
        memcpy(message, sqlite3_column_blob(statements[HEAD], 1), 32);
    }
    sqlite3_reset(statements[HEAD]);
    seq++;
    memcpy(message + 32, &seq, 8);
    if (getrandom(salt, sizeof salt, 0) != sizeof salt) exit(1);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    unsigned int size = 0;
    EVP_DigestInit_ex(context, EVP_sha256(), NULL);
    EVP_DigestUpdate(context, salt, sizeof salt);
    EVP_DigestUpdate(context, title, title_length);
    EVP_DigestUpdate(context, description, description_length);
    EVP_DigestFinal_ex(context, digest, &size);
    EVP_MD_CTX_free(context);
    HMAC(EVP_sha256(), "the key of the yardstick, 32 byte", 32, message, sizeof message, mac, &size);
    sqlite3_bind_int64(statements[EVENT], 1, seq);
    sqlite3_bind_int64(statements[EVENT], 2, id);
    sqlite3_bind_blob(statements[EVENT], 3, digest, 32, SQLITE_STATIC);
    sqlite3_bind_blob(statements[EVENT], 4, mac, 32, SQLITE_STATIC);
    run(writer, statements[EVENT]);
    sqlite3_bind_int64(statements[EVENT_BODY], 1, seq);
    sqlite3_bind_blob(statements[EVENT_BODY], 2, salt, 16, SQLITE_STATIC);
    bind_text(statements[EVENT_BODY], 3, title, title_length);
    bind_text(statements[EVENT_BODY], 4, description, description_length);
    run(writer, statements[EVENT_BODY]);
}

// Everything of one task, inside a transaction.
static sqlite3_int64 create(struct writer *writer, const char *body, int length) {
    sqlite3_stmt **statements = writer->statements;
    const char *parts[64], *end = body + length;
    size_t lengths[64];
    int count = 0;
    for (const char *from = body; from <= end && count < 64; count++) {
        const char *to = memchr(from, 31, (size_t)(end - from));
        if (!to) to = end;
        parts[count] = from;
        lengths[count] = (size_t)(to - from);
        from = to + 1;
    }
    const char *description = count > 1 ? parts[1] : "";
    size_t description_length = count > 1 ? lengths[1] : 0;
    bind_text(statements[TASK], 1, parts[0], lengths[0]);
    bind_text(statements[TASK], 2, description, description_length);
    run(writer, statements[TASK]);
    sqlite3_int64 id = sqlite3_last_insert_rowid(writer->database);
    for (int i = 2; i < count; i++) {
        sqlite3_bind_int64(statements[STEP], 1, id);
        sqlite3_bind_int(statements[STEP], 2, i - 2);
        bind_text(statements[STEP], 3, parts[i], lengths[i]);
        run(writer, statements[STEP]);
    }
    append(writer, id, parts[0], lengths[0], description, description_length);
    run(writer, statements[COUNT]);
    run(writer, statements[HOUR]);
    sqlite3_bind_int64(statements[SEARCH], 1, id);
    bind_text(statements[SEARCH], 2, parts[0], lengths[0]);
    bind_text(statements[SEARCH], 3, description, description_length);
    run(writer, statements[SEARCH]);
    return id;
}

static void *write_for_all(void *unused) {
    (void)unused;
    struct writer *writer = make_writer();
    for (;;) {
        pthread_mutex_lock(&lock);
        while (!waiting) pthread_cond_wait(&wanted, &lock);
        struct order *orders = waiting;
        waiting = NULL;
        pthread_mutex_unlock(&lock);
        run(writer, writer->statements[BEGIN]);
        for (struct order *order = orders; order; order = order->next) {
            order->id = create(writer, order->body, order->length);
        }
        run(writer, writer->commit);
        pthread_mutex_lock(&lock);
        for (struct order *order = orders; order; order = order->next) order->is_done = true;
        pthread_cond_broadcast(&written);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

static void start_writer(void) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, write_for_all, NULL) != 0) exit(1);
}

void *begin(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    is_grouped = getenv("YARDSTICK_GROUP") != NULL;
    if (!is_grouped) return make_writer();
    pthread_once(&once, start_writer);
    return NULL;
}

static sqlite3_int64 create_in_group(char *body, int length) {
    struct order order = {.body = body, .length = length};
    pthread_mutex_lock(&lock);
    order.next = waiting;
    waiting = &order;
    pthread_cond_signal(&wanted);
    while (!order.is_done) pthread_cond_wait(&written, &lock);
    pthread_mutex_unlock(&lock);
    return order.id;
}

void answer(FCGX_Request *request, void *context) {
    static _Thread_local char body[BODY];
    int length = FCGX_GetStr(body, sizeof body, request->in);
    sqlite3_int64 id;
    if (is_grouped) {
        id = create_in_group(body, length);
    } else {
        struct writer *writer = context;
        run(writer, writer->statements[BEGIN]);
        id = create(writer, body, length);
        run(writer, writer->commit);
    }
    char reply[256], content[64];
    int size = snprintf(content, sizeof content, "{\"id\":%lld}", id);
    int total = snprintf(
        reply, sizeof reply,
        "Status: 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", size, content);
    FCGX_PutStr(reply, total, request->out);
}
