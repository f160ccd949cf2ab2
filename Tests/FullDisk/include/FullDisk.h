// A library to be preloaded: it lets a disk be full for the database's files whenever a test wants it to be.
#pragma once
