// What the yardsticks share: the accept loop of ELWOSA's responders, written in C around the same libfcgi.

#ifndef SERVE_H
#define SERVE_H

#include <fcgiapp.h>
#include <sqlite3.h>
#include <stddef.h>

// Made once on each thread and handed to each of its requests.
void *begin(void);

void answer(FCGX_Request *request, void *state);

// A connection to the database named in YARDSTICK_DATABASE, set up as ELWOSA sets up its own.
sqlite3 *open_database(void);

// Ends the program with SQLite's own words unless `code` is one of success.
void check(sqlite3 *database, int code);

#endif
